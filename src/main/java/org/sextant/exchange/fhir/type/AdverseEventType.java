package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;

/** Serious and life-threatening side effects that stand. R4 has no {@code patient} here, only {@code subject}. */
final class AdverseEventType {

    static final ResourceType TYPE = new ResourceType(
            "AdverseEvent",
            List.of(),
            ClinicalRoles.CHART,
            List.of(SideEffectSources.ADVERSE_EVENT),
            List.of(
                    id(),
                    reference("subject", "Whom it befell", "Patient", "patient_id"),
                    codes("event", "What happened", "codes"),
                    code("seriousness", "Serious or SeriousIsLifeThreatening", "seriousness"),
                    code("severity", "mild, moderate or severe", "severity"),
                    date("date", "The onset, by the service's clock", "at", "until_at"),
                    lastUpdated()),
            "-date",
            Set.of("_id", "subject"),
            part -> "side-effects",
            List.of(Include.provenance("AdverseEvent")));

    private AdverseEventType() {}
}
