CREATE TABLE patient (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    mrn           text NOT NULL,
    family        text NOT NULL,
    given         text NOT NULL,
    birth_date    date NOT NULL,
    sex           text NOT NULL CHECK (sex IN ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')),
    CONSTRAINT patient_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT patient_mrn_once UNIQUE (clinic_id, mrn)
);
CREATE INDEX patient_by_age_of_record ON patient (clinic_id, recorded_at, id);
CREATE INDEX patient_by_family ON patient (clinic_id, lower(family), recorded_at, id);
CREATE INDEX patient_by_birth_date ON patient (clinic_id, birth_date);
CREATE TRIGGER patient_journal AFTER INSERT OR UPDATE ON patient
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON patient TO sextant_runtime;
