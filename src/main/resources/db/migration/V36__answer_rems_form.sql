-- What a reading could not measure, by name. Last in the table and last in its history, as the trigger needs.
ALTER TABLE vitals ADD COLUMN absent_kinds jsonb;
ALTER TABLE vitals_history ADD COLUMN absent_kinds jsonb;

-- Which of the required measurements a missed reading lacked; null where any reading counts.
ALTER TABLE alert ADD COLUMN missing jsonb;

-- What only staff can say on the REMS monitoring form of a session.
CREATE TABLE rems_answers (
    clinic_id                uuid NOT NULL,
    id                       uuid NOT NULL,
    version                  integer NOT NULL,
    recorded_at              timestamptz NOT NULL,
    recorded_by              text NOT NULL,
    content_hash             text NOT NULL,
    session_id               uuid NOT NULL,
    patient_id               uuid NOT NULL,
    first_treatment          boolean,
    provider                 text,
    acceptable_before        boolean,
    acceptable_at_completion boolean,
    oximetry_done            boolean,
    ready_after_minutes      smallint CHECK (ready_after_minutes BETWEEN 0 AND 1440),
    changed_at               timestamptz NOT NULL,
    changed_by               text NOT NULL,
    CONSTRAINT rems_answers_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT rems_answers_once UNIQUE (clinic_id, session_id),
    CONSTRAINT rems_answers_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE TABLE rems_answers_history (LIKE rems_answers);
ALTER TABLE rems_answers_history
    ADD CONSTRAINT rems_answers_history_pk PRIMARY KEY (clinic_id, id, version),
    ADD CONSTRAINT rems_answers_history_of FOREIGN KEY (clinic_id, id) REFERENCES rems_answers;
CREATE TRIGGER rems_answers_journal AFTER INSERT OR UPDATE ON rems_answers
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
CREATE TRIGGER rems_answers_keep AFTER UPDATE ON rems_answers FOR EACH ROW EXECUTE FUNCTION keep_version();
GRANT SELECT, INSERT, UPDATE ON rems_answers TO sextant_runtime;
GRANT SELECT ON rems_answers_history TO sextant_runtime;
CALL keep_clinics_apart('rems_answers');
CALL keep_clinics_apart('rems_answers_history');

-- The form as it was when staff submitted it; null for a submission of before.
ALTER TABLE rems_submission ADD COLUMN form jsonb;
