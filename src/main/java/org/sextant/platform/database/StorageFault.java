package org.sextant.platform.database;

import jakarta.inject.Singleton;

/** Whether PostgreSQL has refused to store something because its disk is full, and has stored nothing since. */
@Singleton
class StorageFault {

    private volatile boolean full;

    boolean isFull() {
        return full;
    }

    void refused() {
        full = true;
    }

    void stores() {
        full = false;
    }
}
