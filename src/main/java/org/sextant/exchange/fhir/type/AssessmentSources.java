package org.sextant.exchange.fhir.type;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.finding.QuestionnaireResponseMapper;
import org.sextant.exchange.fhir.map.finding.Scale;
import org.sextant.exchange.fhir.map.finding.ScoreMapper;
import org.sextant.exchange.fhir.map.finding.VitalSign;
import org.sextant.exchange.fhir.search.Source;

/** Assessments: their totals as Observation, their answers as QuestionnaireResponse. */
final class AssessmentSources {

    private static final String COLUMNS = """
            one.version, date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at,
                one.recorded_at, one.corrected_at AS at, one.corrected_at AS until_at, one.patient_id,
                CASE one.status WHEN 'ENTERED_IN_ERROR' THEN 'entered-in-error' WHEN 'AMENDED' THEN 'amended'
                    ELSE '%s' END AS status, one.session_id AS encounter_id\
            """;

    /** The join by all three columns lets a search by patient begin at the patient's courses. */
    private static final String FROM = """
            FROM assessment AS one
            JOIN course ON course.clinic_id = one.clinic_id AND course.patient_id = one.patient_id
                AND course.id = one.course_id
            WHERE one.clinic_id = :clinic\
            """;

    private static final String TOTALS = """
            SELECT one.id AS record_id, CAST(one.id AS text) || '.%s' AS id, %s, %s AS codes, %s AS categories,
                CAST(ARRAY[] AS text[]) AS identifiers %s\
            """.formatted(
                    ScoreMapper.PART,
                    COLUMNS.formatted("final"),
                    ofInstrument(instrument -> Codes.array(codes(instrument))),
                    Codes.array(VitalSign.PAIN.category()),
                    FROM);

    private static final String RESPONSES = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, %s, lower(one.instrument) AS questionnaire
            %s AND one.answers IS NOT NULL\
            """.formatted(COLUMNS.formatted("completed"), FROM);

    private static final String CONTENT = """
            SELECT to_jsonb(one) || jsonb_build_object('loinc_total', %s, 'rater', %s)
            FROM assessment AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """.formatted(
            ofInstrument(AssessmentSources::loincOfTotal), ofInstrument(instrument -> "'" + instrument.rater() + "'"));

    static final Source TOTAL = new Source("assessment", TOTALS, CONTENT, new ScoreMapper());
    static final Source RESPONSE = new Source("assessment", RESPONSES, CONTENT, new QuestionnaireResponseMapper());

    private AssessmentSources() {}

    private static String ofInstrument(Function<Instrument, String> sql) {
        return Instruments.shipped().all().stream()
                .map(instrument -> "WHEN '%s' THEN %s".formatted(instrument.code(), sql.apply(instrument)))
                .collect(Collectors.joining(" ", "CASE one.instrument ", " END"));
    }

    private static String loincOfTotal(Instrument instrument) {
        return instrument.loinc() == null || instrument.loinc().total() == null
                ? "CAST(NULL AS text)"
                : "'" + instrument.loinc().total() + "'";
    }

    private static List<Coding> codes(Instrument instrument) {
        return Stream.concat(
                        Stream.ofNullable(instrument.loinc())
                                .filter(loinc -> loinc.total() != null)
                                .map(loinc -> Coding.loinc(loinc.total(), null)),
                        Stream.of(Scale.code(instrument.code())))
                .toList();
    }
}
