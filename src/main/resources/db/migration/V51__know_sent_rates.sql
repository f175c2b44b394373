-- A rate that ran while a tablet was offline stands among the rates of its session, at the place of its time. Its id is
-- kept here, because a rate may be sent again, and the same id with other content is refused in the whole clinic.
CREATE TABLE sent_rate (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    CONSTRAINT sent_rate_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT sent_rate_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE TRIGGER sent_rate_journal AFTER INSERT OR UPDATE ON sent_rate
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON sent_rate TO sextant_runtime;
CALL keep_clinics_apart('sent_rate');

-- A rate may now come in before others: the last one tells what was done only where it is new.
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
            CASE WHEN new_row -> 'rate_changes' -> -1 IS NOT DISTINCT FROM old_row -> 'rate_changes' -> -1 THEN 'rate_changed'
                ELSE CASE new_row -> 'rate_changes' -> -1 ->> 'kind' WHEN 'PAUSE' THEN 'paused' WHEN 'RESUME' THEN 'resumed' ELSE 'rate_changed' END
            END
        ELSE 'updated'
    END
$$;
