CREATE TABLE course (
    clinic_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    version            integer NOT NULL,
    recorded_at        timestamptz NOT NULL,
    recorded_by        text NOT NULL,
    content_hash text NOT NULL,
    updated_at         timestamptz NOT NULL,
    patient_id         uuid NOT NULL,
    protocol           text NOT NULL,
    protocol_revision  integer NOT NULL,
    indication_system  text NOT NULL,
    indication_code    text NOT NULL,
    indication_display text,
    phase              text NOT NULL CHECK (phase IN ('INDUCTION', 'MAINTENANCE')),
    planned_sessions   integer NOT NULL CHECK (planned_sessions BETWEEN 1 AND 60),
    previous_course_id uuid,
    labels             varchar(64)[] NOT NULL,
    status             text NOT NULL CHECK (status IN ('PLANNED', 'ACTIVE', 'COMPLETED', 'DISCONTINUED')),
    activated_at       timestamptz,
    ended_at           timestamptz,
    discontinue_reason text,
    CONSTRAINT course_pk PRIMARY KEY (clinic_id, id),
    -- What sessions and assessments refer to, so that theirs is always the course's own patient.
    CONSTRAINT course_of_patient UNIQUE (clinic_id, patient_id, id),
    CONSTRAINT course_patient FOREIGN KEY (clinic_id, patient_id) REFERENCES patient,
    CONSTRAINT course_protocol FOREIGN KEY (clinic_id, protocol, protocol_revision) REFERENCES protocol,
    CONSTRAINT course_previous FOREIGN KEY (clinic_id, patient_id, previous_course_id)
        REFERENCES course (clinic_id, patient_id, id)
);
CREATE UNIQUE INDEX course_active_once ON course (clinic_id, patient_id) WHERE status = 'ACTIVE';
CREATE INDEX course_by_age_of_record ON course (clinic_id, recorded_at, id);
CREATE INDEX course_by_status ON course (clinic_id, status, recorded_at, id);
CREATE INDEX course_of_one_patient ON course (clinic_id, patient_id, recorded_at, id);
CREATE INDEX course_by_label ON course USING gin (labels);
CREATE INDEX course_by_update ON course (clinic_id, updated_at);
CREATE TRIGGER course_journal AFTER INSERT OR UPDATE ON course
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON course TO sextant_runtime;

CREATE TABLE clearance (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    course_id     uuid NOT NULL,
    patient_id    uuid NOT NULL,
    kind          text NOT NULL
        CHECK (kind IN ('PSYCHIATRIC_EVALUATION', 'PHYSICAL_EXAM', 'BLOOD_WORK', 'CONSENT')),
    cleared_on    date NOT NULL,
    cleared_by    text NOT NULL,
    note          text,
    CONSTRAINT clearance_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT clearance_course FOREIGN KEY (clinic_id, patient_id, course_id)
        REFERENCES course (clinic_id, patient_id, id)
);
CREATE INDEX clearance_of_course ON clearance (clinic_id, course_id, recorded_at, id);
CREATE TRIGGER clearance_journal AFTER INSERT OR UPDATE ON clearance
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON clearance TO sextant_runtime;
