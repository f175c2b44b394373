package org.sextant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds, as Linux shows it.
 *
 * @param residentMb memory in MiB
 */
public record ProcessSize(double residentMb, int threads, int files) {

    /** A look at a process that runs. */
    public static ProcessSize of(long pid) throws IOException {
        var process = Path.of("/proc", String.valueOf(pid));
        var status = Files.readAllLines(process.resolve("status"));
        try (var files = Files.list(process.resolve("fd"))) {
            return new ProcessSize(
                    number(status, "VmRSS:") / 1024.0, (int) number(status, "Threads:"), (int) files.count());
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
