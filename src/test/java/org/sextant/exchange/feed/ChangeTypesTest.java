package org.sextant.exchange.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** The feed names every kind of record that the journal writes. */
@QuarkusTest
class ChangeTypesTest {

    @Inject
    ChangeTypes types;

    @Test
    void eachTableOfTheJournalIsAKindOrAPartOfASession() throws Exception {
        var journaled = new ArrayList<String>();
        try (var owner = Database.asOwner();
                var rows = owner.createStatement().executeQuery("""
                        SELECT DISTINCT upper(relname) FROM pg_trigger
                        JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
                        WHERE proname IN ('journal', 'journal_added')""")) {
            while (rows.next()) {
                journaled.add(rows.getString(1));
            }
        }
        var named = new TreeSet<>(types.all());
        named.addAll(ChangeTypes.PARTS_OF_A_SESSION);
        assertThat(journaled).containsExactlyInAnyOrderElementsOf(named);
    }
}
