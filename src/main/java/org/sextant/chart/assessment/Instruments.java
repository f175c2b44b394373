package org.sextant.chart.assessment;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The instruments that the service can score; each instrument is one file in {@code instruments/}. */
@ApplicationScoped
public class Instruments {

    private final Map<String, Instrument> byCode = new LinkedHashMap<>();

    Instruments(ObjectMapper json) {
        Stream.of(
                        "PHQ-9",
                        "GAD-7",
                        "QIDS-SR16",
                        "MADRS",
                        "HAM-D17",
                        "BDI-II",
                        "PCL-5",
                        "Y-BOCS",
                        "PAIN-NRS",
                        "CADSS",
                        "CADSS-6",
                        "C-SSRS-SCREEN")
                .forEach(code -> byCode.put(code, read(json, code)));
    }

    /** The instruments that ship with the service. */
    public static Instruments shipped() {
        return new Instruments(new ObjectMapper());
    }

    /** The instrument with a code, such as {@code PHQ-9}. */
    public Optional<Instrument> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** All instruments, in the order of the documentation. */
    public Collection<Instrument> all() {
        return byCode.values();
    }

    /** At most {@code size} instruments after {@code code}, or from the first instrument where the code is unknown. */
    List<Instrument> after(String code, int size) {
        var codes = List.copyOf(byCode.keySet());
        return codes.stream()
                .skip(codes.indexOf(code) + 1L)
                .limit(size)
                .map(byCode::get)
                .toList();
    }

    /** The codes of all instruments, separated by commas. */
    String codes() {
        return String.join(", ", byCode.keySet());
    }

    private static Instrument read(ObjectMapper json, String code) {
        var resource = "/instruments/" + code.toLowerCase(Locale.ROOT) + ".json";
        try (var file = Instruments.class.getResourceAsStream(resource)) {
            return json.readValue(file, Instrument.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
