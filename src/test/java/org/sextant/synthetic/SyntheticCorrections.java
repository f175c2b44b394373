package org.sextant.synthetic;

import java.util.List;

/**
 * Corrects some of what was loaded, as staff would: a few records are amended, and fewer are marked as entered in error.
 * Which ones hangs on their ids, and so on the seed. The triggers keep each version that was.
 */
final class SyntheticCorrections {

    /** The parameters are {@code :clinic}, {@code :subject} and {@code :now}. */
    static final List<String> STATEMENTS = List.of(
            amend("vitals", 100, "systolic = systolic + 2", "systolic < 250", "Misread"),
            amend("side_effect", 50, "severity = 'MODERATE'", "severity = 'MILD'", "Judged again"),
            amend("assessment", 50, "total = total + 1", "answers IS NULL AND total < 27", "Added up wrong"),
            retract("vitals", 500, "Cuff of another patient"),
            retract("side_effect", 100, "Belongs to another visit"),
            retract("assessment", 100, "Filled in by somebody else"));

    private SyntheticCorrections() {}

    private static String amend(String table, int oneIn, String change, String condition, String reason) {
        return correct(table, "AMENDED", change + ", ", condition + " AND " + chosen(oneIn, 1), reason);
    }

    /** Another remainder, so that what was amended is not what is retracted. */
    private static String retract(String table, int oneIn, String reason) {
        return correct(table, "ENTERED_IN_ERROR", "", chosen(oneIn, 2), reason);
    }

    private static String chosen(int oneIn, int remainder) {
        return "(hashtext(id::text) & 2147483647) %% %d = %d".formatted(oneIn, remainder);
    }

    private static String correct(String table, String status, String change, String condition, String reason) {
        return """
                UPDATE %1$s SET %2$sversion = 2, status = '%3$s', changed_at = :now, changed_by = :subject, change_reason = '%4$s'
                WHERE clinic_id = :clinic AND version = 1 AND recorded_by = :subject AND %5$s
                """.formatted(table, change, status, reason, condition);
    }
}
