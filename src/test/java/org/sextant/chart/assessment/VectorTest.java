package org.sextant.chart.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/** Every line of the table, through the one function that scores. */
class VectorTest {

    private static final Instruments INSTRUMENTS = new Instruments(new ObjectMapper());

    static List<Vector> accepted() {
        return Vector.all().stream().filter(one -> one.refusedAt() == null).toList();
    }

    static List<Vector> refused() {
        return Vector.all().stream().filter(one -> one.refusedAt() != null).toList();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isScored(Vector vector) {
        var instrument = INSTRUMENTS.find(vector.instrument()).orElseThrow();

        var total = vector.request().score(instrument);

        assertThat(total).isEqualTo(vector.total());
        assertThat(instrument.severity(total, vector.answers())).isEqualTo(vector.severity());
        assertThat(instrument.remission(total)).isEqualTo(vector.remission());
        assertThat(instrument.flags(vector.answers()).contains(Flag.SUICIDAL_IDEATION))
                .isEqualTo(vector.suicidalIdeation());
        if (vector.baseline() != null) {
            assertThat(instrument.response(vector.baseline(), total)).isEqualTo(vector.response());
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefused(Vector vector) {
        var instrument = INSTRUMENTS.find(vector.instrument()).orElseThrow();

        var refusal = catchThrowableOfType(
                ProblemException.class, () -> vector.request().score(instrument));

        assertThat(Problem.of(refusal, "/").errors())
                .extracting(FieldError::pointer)
                .contains(vector.refusedAt());
    }

    /** So that a line that is lost is missed. */
    @Test
    void theTableHoldsEveryInstrument() {
        assertThat(Vector.all()).hasSizeGreaterThan(350);
        assertThat(accepted())
                .extracting(Vector::instrument)
                .containsAll(INSTRUMENTS.all().stream().map(Instrument::code).toList());
        assertThat(refused())
                .extracting(Vector::instrument)
                .containsAll(INSTRUMENTS.all().stream().map(Instrument::code).toList());
    }
}
