package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/**
 * What each table of the database must have, so that a new one cannot be forgotten. One that lacks its policy:
 * {@code CALL keep_clinics_apart('the_table')} in the migration that makes it.
 */
@QuarkusTest
class CatalogueTest {

    /** Tables of no clinic. */
    private static final String ALLOWED = "('flyway_schema_history', 'feed_era', 'feed_mark')";

    private static final String TABLES = """
            pg_class AS t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND t.relname NOT IN %s
            """.formatted(ALLOWED);

    @Test
    void eachTableHasAClinic() throws Exception {
        assertThat(names("SELECT relname FROM " + TABLES)).contains("patient", "audit_log", "kept_answer", "call_log");
        assertThat(names("SELECT relname FROM " + TABLES + """
                AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'clinic_id' AND attnotnull
                                AND atttypid = 'uuid'::regtype)""")).isEmpty();
    }

    @Test
    void eachTableIsLockedEvenForItsOwner() throws Exception {
        assertThat(names("SELECT relname FROM " + TABLES + "AND NOT (relrowsecurity AND relforcerowsecurity)"))
                .isEmpty();
        assertThat(names("SELECT relname FROM " + TABLES + """
                AND NOT EXISTS (SELECT FROM pg_policies WHERE tablename = relname AND cmd = 'ALL' AND permissive = 'PERMISSIVE'
                                AND roles = '{public}' AND qual LIKE '(clinic_id = ( SELECT clinic_at_work()%'
                                AND with_check IS NULL)""")).isEmpty();
    }

    /** A second permissive policy would open what the first one keeps shut. */
    @Test
    void noOtherPolicyOpensATable() throws Exception {
        assertThat(names("""
                SELECT tablename || ': ' || policyname FROM pg_policies
                WHERE policyname NOT IN ('of_clinic_at_work', 'of_owner')
                   OR policyname = 'of_owner' AND (roles <> '{sextant_owner}' OR qual NOT LIKE '( SELECT works_on_all_clinics()%')""")).isEmpty();
    }

    /** Row-level security does not hold for keys, so keys hold the clinic themselves. */
    @Test
    void eachKeyAndEachReferenceCarriesTheClinic() throws Exception {
        assertThat(names("SELECT relname FROM " + TABLES + """
                AND NOT EXISTS (SELECT FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                                WHERE indrelid = t.oid AND indisprimary AND attname = 'clinic_id')""")).isEmpty();
        assertThat(names("""
                SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class AS t ON t.oid = indrelid
                WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT IN %s AND indisunique
                  AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = indrelid AND attname = 'clinic_id' AND attnum = indkey[0])""".formatted(ALLOWED))).isEmpty();
        assertThat(names("""
                SELECT conname FROM pg_constraint
                WHERE contype = 'f' AND NOT EXISTS (
                    SELECT FROM unnest(conkey, confkey) AS pair (here, there)
                    JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = here AND own.attname = 'clinic_id'
                    JOIN pg_attribute AS other ON other.attrelid = confrelid AND other.attnum = there AND other.attname = 'clinic_id')""")).isEmpty();
    }

    @Test
    void viewsShowWhatWhoAsksMaySee() throws Exception {
        assertThat(names("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
                  AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)""")).isEmpty();
    }

    /** The few functions that run with the owner's rights, which a new one has to be added to on purpose. */
    @Test
    void theServingRoleOwnsNothingAndBypassesNothing() throws Exception {
        assertThat(names("""
                SELECT rolname FROM pg_roles WHERE rolname IN ('sextant_runtime', 'sextant_app', 'sextant_owner')
                AND (rolsuper OR rolbypassrls OR rolcreaterole)""")).isEmpty();
        assertThat(names("""
                SELECT relname FROM pg_class WHERE relowner IN ('sextant_runtime'::regrole, 'sextant_app'::regrole)""")).isEmpty();
        assertThat(names("""
                SELECT proname FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND prosecdef AND has_function_privilege('sextant_runtime', oid, 'EXECUTE')"""))
                .containsExactlyInAnyOrder(
                        "overdue_sessions",
                        "open_alerts",
                        "forget_answers",
                        "record_call",
                        "record_calls",
                        "state_answer",
                        "clinics_to_seal",
                        "thin_checkpoints",
                        "sealing_state",
                        "revocations_since",
                        "forget_revocations",
                        "emergency_patient",
                        "feed_horizon",
                        "begin_era",
                        "forget_changes",
                        "changes_after",
                        "claim_webhook",
                        "finish_webhook",
                        "webhook_counts",
                        "trail_is_ahead");
    }

    /** LANGUAGE sql would plan all it may do anew at each call; what has its owner's rights is never inlined. */
    @Test
    void noFunctionWithItsOwnersRightsIsPlannedAtEachCall() throws Exception {
        assertThat(names("""
                SELECT proname FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
                WHERE pronamespace = 'public'::regnamespace AND prosecdef AND lanname = 'sql'""")).isEmpty();
    }

    /** Until it says that it works on all clinics, as migrations do, the owner sees nothing either. */
    @Test
    void theOwnerSeesNothingByAccident() throws Exception {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("SET sextant.all_clinics = ''");
            try (var rows = statement.executeQuery("SELECT count(*) FROM audit_log")) {
                rows.next();
                assertThat(rows.getLong(1)).isZero();
            }
        }
    }

    private static List<String> names(String sql) throws SQLException, IOException {
        var names = new ArrayList<String>();
        try (var owner = Database.asOwner();
                var rows = owner.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
