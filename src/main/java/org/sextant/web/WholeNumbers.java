package org.sextant.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.sextant.web.problem.NotWhole;

/** Whole numbers by value: 120.0 and 1.2e2 are 120, as in JSON Schema; 120.5 is no whole number. */
public final class WholeNumbers {

    /** Of {@link Long#MAX_VALUE}; a number with more digits is not expanded. */
    private static final int MOST_DIGITS = 19;

    /** A number with more decimals is not expanded. */
    static final int MOST_DECIMALS = 64;

    /** A number this near to a whole number is the result of a computation with binary fractions. */
    private static final BigDecimal NOISE = new BigDecimal("0.000001");

    private WholeNumbers() {}

    /** The value of a JSON number; empty where it is no whole number, or beyond the range of a long. */
    public static Optional<Long> of(JsonNode number) {
        return number.isNumber() ? of(number.decimalValue()) : Optional.empty();
    }

    private static Optional<Long> of(BigDecimal number) {
        // The order matters: 1e999999999 is never expanded.
        var plain = number.stripTrailingZeros();
        return plain.scale() <= 0
                        && plain.precision() - plain.scale() <= MOST_DIGITS
                        && plain.toBigInteger().bitLength() < Long.SIZE
                ? Optional.of(plain.longValue())
                : Optional.empty();
    }

    /** Reads an integer member. */
    static final class Reader extends StdScalarDeserializer<Integer> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return (Integer) context.handleUnexpectedToken(handledType(), json);
            }
            var number = json.getDecimalValue();
            if (number.stripTrailingZeros().scale() > 0) {
                throw new NotWhole(json, nearest(number));
            }
            return of(number)
                    .filter(value -> value.intValue() == value)
                    .map(Long::intValue)
                    .orElseThrow(() -> new InputCoercionException(
                            json, "Beyond the range of an integer", json.currentToken(), handledType()));
        }

        /** The whole number that was meant; null where the number is far from any. */
        private static BigDecimal nearest(BigDecimal number) {
            if (number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DECIMALS) {
                return null;
            }
            var rounded = number.setScale(0, RoundingMode.HALF_UP);
            return rounded.subtract(number).abs().compareTo(NOISE) <= 0 ? rounded : null;
        }
    }
}
