-- What the rules said of each step, how the drug ran, the account of the drug, and when the next reading is due.
ALTER TABLE session
    ADD COLUMN concomitant_medications jsonb,
    ADD COLUMN planned_mg_per_hour     numeric(9, 3) CHECK (planned_mg_per_hour > 0),
    ADD COLUMN start_verdicts          jsonb,
    ADD COLUMN start_recorded_at       timestamptz,
    ADD COLUMN rate_changes            jsonb,
    ADD COLUMN delivered_mg            numeric(9, 2) CHECK (delivered_mg >= 0),
    ADD COLUMN drawn_mg                numeric(8, 2),
    ADD COLUMN end_lot                 text,
    ADD COLUMN end_verdicts            jsonb,
    ADD COLUMN ended_by                text,
    ADD COLUMN discharge_verdicts      jsonb,
    ADD COLUMN next_vitals_due_at      timestamptz,
    ADD COLUMN vitals_overdue_at       timestamptz,
    ADD COLUMN clock_set_at            timestamptz;

-- The clock moves without a version: it is no change of the record that a journal or a client would have to know.
DROP TRIGGER session_journal ON session;
-- Sessions from before: what the service learnt of the start, at the latest; the planned rate; who ended it, by the journal.
UPDATE session SET start_recorded_at = updated_at WHERE started_at IS NOT NULL;
UPDATE session SET planned_mg_per_hour = round(planned_dose_mg * 60 / (rules ->> 'infusionMinutes')::integer, 3)
FROM protocol
WHERE started_at IS NOT NULL AND protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
  AND protocol.revision = session.protocol_revision;
UPDATE session SET drawn_mg = administered_mg + coalesce(wasted_mg, 0),
                   ended_by = coalesce((SELECT subject FROM audit_log
                                        WHERE audit_log.clinic_id = session.clinic_id AND action = 'session.ended'
                                          AND resource_id = session.id::text ORDER BY seq LIMIT 1), recorded_by)
WHERE ended_at IS NOT NULL;
ALTER TABLE session
    ADD CONSTRAINT session_drug_accounted CHECK (drawn_mg = administered_mg + coalesce(wasted_mg, 0)),
    ADD CONSTRAINT session_end_accounted CHECK (ended_at IS NULL OR drawn_mg IS NOT NULL);
CREATE TRIGGER session_journal AFTER INSERT ON session
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
CREATE TRIGGER session_journal_change AFTER UPDATE ON session
    FOR EACH ROW WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION journal('id', 'version');

-- Across clinics: the service looks for the next one that is due.
CREATE INDEX session_by_clock ON session (vitals_overdue_at) WHERE vitals_overdue_at IS NOT NULL;
CREATE INDEX session_by_end ON session (clinic_id, ended_at, id) WHERE ended_at IS NOT NULL;

-- The past tense of a state that a record has reached, or of a change within it.
CREATE OR REPLACE FUNCTION act_of(old_row jsonb, new_row jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN old_row IS NULL THEN 'created'
        WHEN old_row ->> 'resolved_at' IS NULL AND new_row ->> 'resolved_at' IS NOT NULL
            AND new_row ->> 'changed_at' IS NOT DISTINCT FROM old_row ->> 'changed_at' THEN 'resolved'
        WHEN new_row ->> 'status' = 'AMENDED' AND new_row ->> 'changed_at' IS DISTINCT FROM old_row ->> 'changed_at' THEN 'amended'
        WHEN new_row ->> 'status' = 'ENTERED_IN_ERROR' THEN 'retracted'
        WHEN new_row ->> 'status' IS DISTINCT FROM old_row ->> 'status' THEN
            CASE new_row ->> 'status'
                WHEN 'ACTIVE' THEN 'activated'
                WHEN 'INFUSING' THEN
                    CASE WHEN new_row -> 'start_verdicts' @> '[{"outcome": "BLOCK"}]' THEN 'started_by_override' ELSE 'started' END
                WHEN 'OBSERVING' THEN 'ended'
                WHEN 'DISCHARGED' THEN
                    CASE WHEN new_row -> 'discharge_verdicts' @> '[{"outcome": "BLOCK"}]' THEN 'discharged_by_override' ELSE 'discharged' END
                ELSE lower(new_row ->> 'status')
            END
        WHEN new_row -> 'rate_changes' IS DISTINCT FROM old_row -> 'rate_changes' THEN
            CASE new_row -> 'rate_changes' -> -1 ->> 'kind' WHEN 'PAUSE' THEN 'paused' WHEN 'RESUME' THEN 'resumed' ELSE 'rate_changed' END
        ELSE 'updated'
    END
$$;
