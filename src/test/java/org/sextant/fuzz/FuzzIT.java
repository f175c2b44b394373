package org.sextant.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Endurance;
import org.sextant.Replicas;
import org.sextant.TwoReplicas;

/**
 * Thousands of requests made from the contract, good and spoilt, to each operation: none is answered by 5xx, each answer
 * keeps the contract, each call of a known caller has one row in the audit trail, and the log shows no error.
 *
 * <p>{@code -Dsextant.fuzz.seed} repeats a run, {@code -Dsextant.fuzz.requests} sets its length. What a run finds is
 * written to {@code target/fuzz} in the form in which {@code src/test/resources/org/sextant/fuzz/found} keeps it.
 */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class FuzzIT {

    private static final String OF_VERTX = "\tat io.vertx.core.http.impl.Http1xServerRequest.handleException(";

    private static final boolean LONG = Endurance.rounds() >= 1000;
    private static final int REQUESTS =
            Integer.getInteger("sextant.fuzz.requests", Math.max(1600, 200 * Endurance.rounds()));

    /** The build sends the same requests each time, so that a change is red for what the change did. */
    private static final long SEED = Long.getLong("sextant.fuzz.seed", LONG ? System.currentTimeMillis() : 1);

    private static final Path KEPT = Path.of("src", "test", "resources", "org", "sextant", "fuzz", "found");
    private static final Path FOUND = Path.of("target", "fuzz");
    private static final int THREADS = 4;
    private static final int SHOWN = 20;

    private final List<ContractOperation> operations = ContractOperation.all();
    private final List<FuzzedClinic> clinics = new ArrayList<>();
    private Replicas replicas;
    private int[] printed;

    @BeforeEach
    void open(Replicas shared) throws IOException {
        replicas = shared;
        printed = new int[] {replicas.outputOf(0).length(), replicas.outputOf(1).length()};
        for (var thread = 0; thread < THREADS; thread++) {
            clinics.add(new FuzzedClinic(replicas, LONG ? thread : 0, SEED + thread));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (var clinic : clinics) {
            clinic.close();
        }
    }

    @Test
    void nothingThatIsSentIsAFaultOfTheService() throws Exception {
        System.out.printf("Fuzzing: %d requests, -Dsextant.fuzz.seed=%d%n", REQUESTS, SEED);
        var began = System.nanoTime();

        inParallel(thread -> {
            var clinic = clinics.get(thread);
            var dice = new Dice(SEED + thread);
            var maker = new MessageMaker(dice, clinic.chart().lines());
            for (var i = 0; i < REQUESTS / THREADS; i++) {
                var operation = dice.one(operations);
                clinic.send(operation, maker.of(operation));
            }
        });

        System.out.printf("Fuzzing: %.1f s, answers %s%n", (System.nanoTime() - began) / 1e9, statuses());
        holds();
    }

    /** Each file is a message that once found something. */
    @Test
    void nothingThatWasFoundIsFoundAgain() throws Exception {
        try (var files = Files.list(KEPT)) {
            for (var file : files.filter(one -> one.toString().endsWith(".http"))
                    .sorted()
                    .toList()) {
                var message = Message.parse(Files.readAllBytes(file));
                clinics.get(0).send(operationOf(message), message);
            }
        }

        holds();
    }

    private ContractOperation operationOf(Message message) {
        var path = message.head().split("[ ?]", -1)[1];
        return operations.stream()
                .filter(one -> one.method().equals(message.method())
                        && path.matches(one.path().replaceAll("\\{[^}]*}", "[^/]*")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No operation of the contract: " + message.head()));
    }

    private void holds() throws Exception {
        var findings =
                clinics.stream().flatMap(clinic -> clinic.findings().stream()).toList();
        keep(findings);
        assertThat(findings.stream().limit(SHOWN))
                .as("%d findings", findings.size())
                .isEmpty();
        for (var clinic : clinics) {
            var flaws = TrailCheck.flaws(replicas, clinic);
            assertThat(flaws.stream().limit(SHOWN))
                    .as("%d calls and the audit trail", flaws.size())
                    .isEmpty();
        }
        for (var replica = 0; replica < (LONG ? 2 : 1); replica++) {
            assertThat(faults(replicas.outputOf(replica).substring(printed[replica])))
                    .as("the log")
                    .isEmpty();
        }
    }

    /**
     * The lines with ERROR, and those before a stack trace. Vert.x itself fails where a connection breaks in the moment
     * before its request begins ({@code Http1xServerRequest.handleException} has no response yet): nobody is hurt by it.
     */
    private static List<String> faults(String log) {
        var lines = (log + "\nthe end").lines().toList();
        return IntStream.range(0, lines.size() - 1)
                .filter(i -> !lines.get(i + 1).startsWith(OF_VERTX))
                .filter(i -> !lines.get(i).startsWith("\tat "))
                .filter(i ->
                        lines.get(i).contains(" ERROR ") || lines.get(i + 1).startsWith("\tat "))
                .mapToObj(i -> lines.get(i) + "\n" + lines.get(i + 1))
                .toList();
    }

    private static void keep(List<String> findings) throws IOException {
        Files.createDirectories(FOUND);
        for (var i = 0; i < findings.size(); i++) {
            Files.writeString(FOUND.resolve("%d-%d.txt".formatted(SEED, i)), findings.get(i));
        }
    }

    private Map<Integer, Integer> statuses() {
        var all = new TreeMap<Integer, Integer>();
        clinics.forEach(clinic -> clinic.statuses().forEach((status, count) -> all.merge(status, count, Integer::sum)));
        return all;
    }

    private interface Work {
        void of(int thread) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var tasks = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        work.of(thread);
                        return null;
                    })
                    .toList();
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
