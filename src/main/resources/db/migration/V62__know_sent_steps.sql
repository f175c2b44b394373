-- A start or a discharge that a tablet sends afterwards is a step of its session. Its id is kept here, because it may be sent
-- again, and the same id with other content is refused in the whole clinic.
CREATE TABLE sent_start (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    CONSTRAINT sent_start_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT sent_start_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE TRIGGER sent_start_journal AFTER INSERT OR UPDATE ON sent_start
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON sent_start TO sextant_runtime;
CALL keep_clinics_apart('sent_start');

CREATE TABLE sent_discharge (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    CONSTRAINT sent_discharge_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT sent_discharge_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE TRIGGER sent_discharge_journal AFTER INSERT OR UPDATE ON sent_discharge
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON sent_discharge TO sextant_runtime;
CALL keep_clinics_apart('sent_discharge');

-- As before. A step that a rule forbids and that nobody overrode has happened all the same.
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
                    CASE
                        WHEN NOT coalesce(new_row -> 'start_verdicts' @> '[{"outcome": "BLOCK"}]', false) THEN 'started'
                        WHEN new_row ->> 'start_override_reason' IS NULL THEN 'started_against_rules'
                        ELSE 'started_by_override'
                    END
                WHEN 'OBSERVING' THEN 'ended'
                WHEN 'DISCHARGED' THEN
                    CASE
                        WHEN NOT coalesce(new_row -> 'discharge_verdicts' @> '[{"outcome": "BLOCK"}]', false) THEN 'discharged'
                        WHEN new_row ->> 'discharge_override_reason' IS NULL THEN 'discharged_against_rules'
                        ELSE 'discharged_by_override'
                    END
                ELSE lower(new_row ->> 'status')
            END
        WHEN new_row -> 'rate_changes' IS DISTINCT FROM old_row -> 'rate_changes' THEN
            CASE WHEN new_row -> 'rate_changes' -> -1 IS NOT DISTINCT FROM old_row -> 'rate_changes' -> -1 THEN 'rate_changed'
                ELSE CASE new_row -> 'rate_changes' -> -1 ->> 'kind' WHEN 'PAUSE' THEN 'paused' WHEN 'RESUME' THEN 'resumed' ELSE 'rate_changed' END
            END
        ELSE 'updated'
    END
$$;
