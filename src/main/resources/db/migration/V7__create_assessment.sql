CREATE TABLE assessment (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    course_id     uuid NOT NULL,
    patient_id    uuid NOT NULL,
    session_id    uuid,
    status        text NOT NULL CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    instrument    text NOT NULL,
    taken_at      timestamptz NOT NULL,
    timepoint     text NOT NULL CHECK (timepoint IN ('BASELINE', 'PRE_SESSION', 'POST_SESSION', 'FOLLOW_UP')),
    answers       integer[],
    total         smallint NOT NULL CHECK (total >= 0),
    CONSTRAINT assessment_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT assessment_course FOREIGN KEY (clinic_id, patient_id, course_id)
        REFERENCES course (clinic_id, patient_id, id),
    CONSTRAINT assessment_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE INDEX assessment_of_course ON assessment (clinic_id, course_id, taken_at, id);
CREATE TRIGGER assessment_journal AFTER INSERT OR UPDATE ON assessment
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON assessment TO sextant_runtime;
