package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.record.ContentHash;
import org.sextant.record.clinic.ClinicProfile;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.DefineProtocol;
import org.sextant.web.BodyReader;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.problem.Violations;

/** Reads lines of what a clinic defines, revision by revision. Two revisions are equal when their contents are. */
@ApplicationScoped
class RevisionLines {

    private static final String REVISION = "revision";

    private final ObjectMapper json;
    private final BodyReader bodies;
    private final ClinicProfiles clinics;
    private final Caller caller;

    RevisionLines(ObjectMapper json, BodyReader bodies, ClinicProfiles clinics, Caller caller) {
        this.json = json;
        this.bodies = bodies;
        this.clinics = clinics;
        this.caller = caller;
    }

    /** @throws org.sextant.web.problem.ProblemException 403 without the role ADMIN, which defines the profile */
    ImportLine clinic(long number, ObjectNode line) {
        if (!caller.is(Role.ADMIN)) {
            throw ProblemMappers.forbidden("The profile of the clinic is for a token that has ADMIN too.");
        }
        var row = json.createObjectNode().put(REVISION, revision(line));
        var profile = bodies.read(line, ClinicProfile.class);
        clinics.check(profile);
        return new ImportLine(
                number,
                LineType.CLINIC,
                null,
                row.<ObjectNode>set("profile", json.valueToTree(profile)),
                ContentHash.of(profile));
    }

    /** Checks a revision like a definition. */
    ImportLine protocol(long number, ObjectNode line) {
        var revision = revision(line);
        var edition = LineMembers.takeCount(line, "shippedEdition");
        var definition = bodies.read(line, DefineProtocol.class);
        if (definition.code() == null) {
            throw Violations.of("/code", "is required");
        }
        definition.check(definition.code(), json.valueToTree(definition));
        var row = json.createObjectNode()
                .put("code", definition.code())
                .put(REVISION, revision)
                .put("shippedEdition", edition);
        ObjectNode rules = json.valueToTree(definition.rules());
        var hash = ContentHash.of(rules);
        // A shipped edition is stored as it ships, without the defaults that it leaves out.
        row.set("rules", edition == null ? rules : LineMembers.cleaned(line.without(List.of("code", "lacks"))));
        return new ImportLine(number, LineType.PROTOCOL, null, row, hash);
    }

    private static int revision(ObjectNode line) {
        var revision = LineMembers.takeCount(line, REVISION);
        if (revision == null) {
            throw Violations.of("/revision", "must be a whole number of at least 1");
        }
        return revision;
    }
}
