package org.sextant.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sextant.Endurance;

/** A PostgreSQL, a relay before it, the packaged service, and the log of the clients: all that a stage needs. */
final class Scene implements AutoCloseable {

    /** True in the profile {@code endurance}. */
    static final boolean LONG = Endurance.rounds() >= 1000;

    static final long SEED = Long.getLong("sextant.chaos.seed", LONG ? System.currentTimeMillis() : 1);

    private final Postgres postgres;
    private final Relay relay;
    private final Site site;
    private final ClientLog log;
    private final List<String> sessions;

    private Scene(Postgres postgres, Relay relay, Site site, ClientLog log, List<String> sessions) {
        this.postgres = postgres;
        this.relay = relay;
        this.site = site;
        this.log = log;
        this.sessions = sessions;
    }

    /** On a new cluster of the embedded database's PostgreSQL. */
    static Scene start(Path directory) throws IOException, InterruptedException {
        return start(
                directory,
                Postgres.create(Binaries.embedded(), directory.resolve("postgres"), Site.freePort()),
                Map.of());
    }

    /** On a running cluster, behind a relay, with more settings of the environment. */
    static Scene start(Path directory, Postgres postgres, Map<String, String> more)
            throws IOException, InterruptedException {
        var relay = new Relay(postgres.port());
        return start(directory, postgres, relay, "127.0.0.1:" + relay.port(), more);
    }

    /** The same with another list of hosts in the URL of the database. */
    static Scene start(Path directory, Postgres postgres, Relay relay, String hosts, Map<String, String> more)
            throws IOException, InterruptedException {
        System.out.printf("Chaos: -Dsextant.chaos.seed=%d%n", SEED);
        var site = new Site(directory.resolve("service"), "jdbc:postgresql://" + hosts + "/sextant");
        more.forEach(site::with);
        site.start();
        var log = new ClientLog(directory.resolve("client.log"));
        var sessions = site.sessions(LONG ? 20 * Load.WRITERS : 2 * Load.WRITERS);
        return new Scene(postgres, relay, site, log, sessions);
    }

    Postgres postgres() {
        return postgres;
    }

    Relay relay() {
        return relay;
    }

    Site site() {
        return site;
    }

    /** Runs a fault under load; see {@link Stage#run}. */
    Stage.Outcome run(String name, int times, int between, Stage.Fault fault) throws Exception {
        return stage(postgres).run(name, times, between, fault);
    }

    /** Starts writers who pause before each request, outside of a stage. */
    Load load(Tally tally, int pauseMs) {
        return Load.start(site, log, tally, SEED, sessions, pauseMs);
    }

    ClientLog log() {
        return log;
    }

    /** The same stage with the verdict in another database, such as a standby that is promoted. */
    Stage stage(Postgres verdictIn) {
        return new Stage(site, verdictIn, log, sessions, SEED);
    }

    @Override
    public void close() throws IOException {
        site.close();
        relay.close();
        postgres.close();
        log.close();
    }
}
