package org.sextant.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * The JSON rules of the contract: repeated members, unknown members and values of another type are refused, never
 * converted. PostgreSQL would keep the last of two repeated members, and fail on U+0000.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    /** The reason for a refused text; never shown to a client. */
    static final String NOT_STORABLE = "Text contains U+0000 or an unpaired surrogate";

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TIME_FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern LOCAL_TIME_FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /** Runs after Quarkus has registered its own readers of times, which accept numbers and arrays. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    @SuppressWarnings("deprecation") // Quarkus passes a mapper that is already built.
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxStringLength(65_536)
                        .maxNumberLength(64)
                        .maxNameLength(256)
                        .build())
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .setCharacterEscapes(new LineBreaks());
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.addHandler(new AllMembers.Unknown())
                // First, so that its readers are the outer ones: the last modifier that is registered is asked first.
                .registerModule(new SimpleModule("all members").setDeserializerModifier(new AllMembers()));
        mapper.registerModule(new SimpleModule("strict")
                .setDeserializerModifier(new BoundedLists())
                .addSerializer(new ShortDecimal())
                .addDeserializer(JsonNode.class, new StorableTree())
                .addDeserializer(BigDecimal.class, new PlainNumber())
                .addDeserializer(Integer.class, new WholeNumbers.Reader())
                .addKeyDeserializer(String.class, new StorableName())
                .addDeserializer(
                        String.class,
                        new FromText<>(String.class, text -> Text.of(text).value()))
                .addDeserializer(UUID.class, new FromText<>(UUID.class, StrictJson::uuid))
                .addDeserializer(Instant.class, new FromText<>(Instant.class, StrictJson::instant))
                .addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, StrictJson::date))
                .addDeserializer(LocalDateTime.class, new FromText<>(LocalDateTime.class, StrictJson::localTime)));
    }

    /** Writes 36.00 as 36: the JSON of a number does not depend on the scale of its database column. */
    private static final class ShortDecimal extends StdSerializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        ShortDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeNumber(value.stripTrailingZeros());
        }
    }

    /** Reads 36.50 as 36.5: trailing zeros do not count as digits. */
    private static final class PlainNumber extends StdScalarDeserializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        PlainNumber() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(handledType(), json);
            }
            try {
                return json.getDecimalValue().stripTrailingZeros();
            } catch (NumberFormatException | ArithmeticException beyondRange) {
                throw unreadableNumber();
            }
        }
    }

    /** Reads the name of a member of a map, which is stored like text. */
    private static final class StorableName extends KeyDeserializer {

        @Override
        public String deserializeKey(String name, DeserializationContext context) throws IOException {
            if (!isStorable(name)) {
                throw new JsonParseException(context.getParser(), NOT_STORABLE);
            }
            return name;
        }
    }

    /** 400 for a number whose exponent is beyond the range of {@link BigDecimal}; the number is not repeated. */
    static ProblemException unreadableNumber() {
        return CommonProblem.BAD_REQUEST.because("A number is outside the readable range.");
    }

    /** Text of at most 200 code points that PostgreSQL can store and search. */
    static String storable(String text) {
        if (text.codePointCount(0, text.length()) > 200 || !isStorable(text)) {
            throw new IllegalArgumentException("Not text");
        }
        return text;
    }

    static boolean isStorable(String text) {
        return text.indexOf('\u0000') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    static boolean isUuid(String text) {
        return UUID_FORM.matcher(text).matches();
    }

    static UUID uuid(String text) {
        if (!isUuid(text)) {
            throw new IllegalArgumentException("Not a UUID");
        }
        return UUID.fromString(text);
    }

    /** A time of RFC 3339, truncated to the microsecond, in 1900 to 2199. */
    static Instant instant(String text) {
        if (!TIME_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a time of RFC 3339");
        }
        var time = OffsetDateTime.parse(text);
        checkYear(time.toLocalDate());
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    static boolean isDate(String text) {
        return DATE_FORM.matcher(text).matches();
    }

    static LocalDate date(String text) {
        if (!isDate(text)) {
            throw new IllegalArgumentException("Not a date");
        }
        var date = LocalDate.parse(text);
        checkYear(date);
        return date;
    }

    /** A local time to the minute or second, without a zone, in 1900 to 2199. */
    private static LocalDateTime localTime(String text) {
        if (!LOCAL_TIME_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a local time");
        }
        var time = LocalDateTime.parse(text);
        checkYear(time.toLocalDate());
        return time;
    }

    private static void checkYear(LocalDate date) {
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw new IllegalArgumentException("Not a day of clinical data");
        }
    }

    /** Reads a value from JSON text whose characters PostgreSQL can store. */
    static class FromText<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (T) context.handleUnexpectedToken(handledType(), json);
            }
            var text = json.getText();
            if (!isStorable(text)) {
                throw new JsonParseException(json, NOT_STORABLE);
            }
            try {
                return parse.apply(text);
            } catch (RuntimeException unreadable) {
                return (T) context.handleWeirdStringValue(handledType(), text, "not readable");
            }
        }
    }
}
