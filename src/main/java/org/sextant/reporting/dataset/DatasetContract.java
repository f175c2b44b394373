package org.sextant.reporting.dataset;

import static java.util.Map.entry;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.sextant.reporting.dataset.column.Column;

/** Adds the columns of each dataset to the schemas of the API contract, from the same list that the queries use. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DatasetContract implements OASFilter {

    private static final Map<Dataset, String> SCHEMAS = Map.ofEntries(
            entry(Dataset.COURSES, "CourseRow"),
            entry(Dataset.SESSIONS, "SessionRow"),
            entry(Dataset.VITALS, "VitalsRow"),
            entry(Dataset.SIDE_EFFECTS, "SideEffectRow"),
            entry(Dataset.DOSES, "DoseRow"),
            entry(Dataset.ASSESSMENTS, "AssessmentRow"),
            entry(Dataset.MEDICATIONS, "MedicationRow"),
            entry(Dataset.ALERTS, "AlertRow"),
            entry(Dataset.REMS_SUBMISSIONS, "RemsSubmissionRow"),
            entry(Dataset.PATIENTS, "PatientRow"),
            entry(Dataset.CLEARANCES, "ClearanceRow"),
            entry(Dataset.PROTOCOLS, "ProtocolRow"),
            entry(Dataset.CLINIC, "ClinicRow"));

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        var schemas = contract.getComponents().getSchemas();
        for (var report : Dataset.values()) {
            var row = schemas.get(SCHEMAS.get(report));
            report.columns().forEach(column -> row.addProperty(column.name(), schema(column)));
        }
    }

    private static Schema schema(Column column) {
        var unit = column.unit() == null ? "" : ", " + column.unit();
        var schema = OASFactory.createSchema().description(column.description() + unit);
        return switch (column.kind()) {
            case ID -> schema.addType(SchemaType.STRING).format("uuid");
            case TIME -> schema.addType(SchemaType.STRING).format("date-time");
            case DATE -> schema.addType(SchemaType.STRING).format("date");
            case TEXT, CODE -> schema.addType(SchemaType.STRING);
            case WHOLE -> schema.addType(SchemaType.INTEGER);
            case NUMBER -> schema.addType(SchemaType.NUMBER);
            case FLAG -> schema.addType(SchemaType.BOOLEAN);
            case TEXTS ->
                schema.addType(SchemaType.ARRAY).items(OASFactory.createSchema().addType(SchemaType.STRING));
            case NUMBERS ->
                schema.addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .addType(SchemaType.NULL));
            case JSON -> schema;
        };
    }
}
