package org.sextant.exchange.fhir.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sextant.web.problem.Violations;

/** The members that a caller asks for by {@code _elements}, and those that a resource is not valid without. */
public final class Elements {

    private static final Set<String> ALWAYS = Set.of("resourceType", "id", "meta", "status", "subject", "patient");

    private static final Set<String> MEDICATION =
            Set.of("contained", "medicationReference", "medicationCodeableConcept");
    private static final Set<String> EFFECTIVE = Set.of("effectiveDateTime", "effectivePeriod");

    private static final Map<String, Set<String>> MANDATORY = Map.of(
            "AdverseEvent", Set.of("actuality"),
            "CarePlan", Set.of("intent"),
            "Consent", Set.of("scope", "category", "policyRule"),
            "Encounter", Set.of("class"),
            "MedicationAdministration", union(MEDICATION, EFFECTIVE),
            "MedicationStatement", MEDICATION,
            "Observation", Set.of("code"),
            "Organization", Set.of("identifier"));

    /** An element of several types has a member for each type. */
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "value",
            Set.of("valueQuantity", "valueInteger", "valueCodeableConcept"),
            "effective",
            EFFECTIVE,
            "medication",
            MEDICATION,
            "identified",
            Set.of("identifiedDateTime"));

    private Elements() {}

    /**
     * The members to write.
     *
     * @param names as the parameter has them, between commas, with the name of the type before a dot or without; null
     *     for all members
     * @return null for all members
     * @throws org.sextant.web.problem.ProblemException 400 where a name cannot be one
     */
    public static Set<String> of(String type, String names) {
        if (names == null) {
            return null;
        }
        var members = new HashSet<>(union(ALWAYS, MANDATORY.getOrDefault(type, Set.of())));
        List.of(names.split(",", -1)).forEach(name -> {
            var member = name.strip().replaceFirst("^" + type + "\\.", "");
            if (!member.matches("[A-Za-z]{1,40}")) {
                throw Violations.ofParameter("_elements", "must be names of members, with commas between them");
            }
            members.addAll(CHOICES.getOrDefault(member, Set.of(member)));
        });
        return members;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }
}
