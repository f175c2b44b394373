package org.sextant;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A service in which a body has little time to arrive and few workers read. Not so for other tests: a busy machine may
 * take longer than that to send a healthy body.
 */
public class ShortBodyTimeout implements QuarkusTestProfile {

    public static final int WORKERS = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sextant.http.body-timeout", "2s", "quarkus.thread-pool.max-threads", String.valueOf(WORKERS));
    }
}
