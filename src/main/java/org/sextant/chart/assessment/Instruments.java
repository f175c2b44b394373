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

/** The instruments the service can score; each is one file of {@code instruments/}. */
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

    /** The instrument of a code, such as {@code PHQ-9}. */
    public Optional<Instrument> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** All of them, in the order of the documentation. */
    public Collection<Instrument> all() {
        return byCode.values();
    }

    /** At most so many instruments after the one of a code; from the first one on after no code. */
    List<Instrument> after(String code, int size) {
        var codes = List.copyOf(byCode.keySet());
        return codes.stream()
                .skip(codes.indexOf(code) + 1L)
                .limit(size)
                .map(byCode::get)
                .toList();
    }

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
