-- That the REMS monitoring form of a session has been sent in.
CREATE TABLE rems_submission (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    submitted_at  timestamptz NOT NULL,
    reference     text,
    CONSTRAINT rems_submission_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT rems_submission_once UNIQUE (clinic_id, session_id),
    CONSTRAINT rems_submission_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE TRIGGER rems_submission_journal AFTER INSERT OR UPDATE ON rems_submission
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON rems_submission TO sextant_runtime;

CREATE INDEX session_by_start ON session (clinic_id, started_at, id) WHERE started_at IS NOT NULL;
