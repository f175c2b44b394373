-- A weight that differs much from the last one is confirmed; whoever recorded the check-in may correct it. A start
-- keeps the weight that its dose was computed from, and what is judged after a correction stands beside what was judged
-- before.
ALTER TABLE session
    ADD COLUMN weight_confirmed boolean,
    ADD COLUMN checked_in_by text,
    ADD COLUMN dosed_on_weight_kg numeric(5, 2) CHECK (dosed_on_weight_kg BETWEEN 20 AND 400),
    ADD COLUMN corrected_start_verdicts jsonb,
    ADD COLUMN corrected_end_verdicts jsonb;

-- The rules judge an activation as they judge a start.
ALTER TABLE course
    ADD COLUMN activation_override_reason text,
    ADD COLUMN activation_verdicts jsonb;

-- What a step said before it was corrected, and after. It never changes.
CREATE TABLE session_correction (
    clinic_id       uuid NOT NULL,
    id              uuid NOT NULL,
    version         integer NOT NULL,
    recorded_at     timestamptz NOT NULL,
    recorded_by     text NOT NULL,
    content_hash    text NOT NULL,
    session_id      uuid NOT NULL,
    patient_id      uuid NOT NULL,
    session_version integer NOT NULL,
    step            text NOT NULL CHECK (step IN ('CHECK_IN', 'END')),
    before          jsonb NOT NULL,
    after           jsonb NOT NULL,
    reason          text NOT NULL,
    CONSTRAINT session_correction_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT session_correction_once UNIQUE (clinic_id, session_id, session_version),
    CONSTRAINT session_correction_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE INDEX session_correction_of_session ON session_correction (clinic_id, session_id, recorded_at, id);
CREATE TRIGGER session_correction_journal AFTER INSERT OR UPDATE ON session_correction
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON session_correction TO sextant_runtime;
CALL keep_clinics_apart('session_correction');
