CREATE TABLE vitals (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    version          integer NOT NULL,
    recorded_at      timestamptz NOT NULL,
    recorded_by      text NOT NULL,
    content_hash text NOT NULL,
    session_id       uuid NOT NULL,
    patient_id       uuid NOT NULL,
    status           text NOT NULL CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    taken_at         timestamptz NOT NULL,
    late             boolean NOT NULL,
    systolic         smallint CHECK (systolic BETWEEN 30 AND 300),
    diastolic        smallint CHECK (diastolic BETWEEN 10 AND 200),
    heart_rate       smallint CHECK (heart_rate BETWEEN 10 AND 300),
    respiratory_rate smallint CHECK (respiratory_rate BETWEEN 0 AND 80),
    spo2             smallint CHECK (spo2 BETWEEN 20 AND 100),
    temperature_c    numeric(3, 1) CHECK (temperature_c BETWEEN 25 AND 45),
    sedation         smallint CHECK (sedation BETWEEN 0 AND 5),
    pain             smallint CHECK (pain BETWEEN 0 AND 10),
    absent_reason    text CHECK (absent_reason IN ('REFUSED', 'NOT_MEASURABLE', 'DEVICE_ERROR')),
    source           text CHECK (source IN ('DEVICE', 'MANUAL')),
    device_id        text,
    note             text,
    CONSTRAINT vitals_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT vitals_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id),
    CONSTRAINT vitals_pressure_whole CHECK ((systolic IS NULL) = (diastolic IS NULL) AND systolic > diastolic)
);
CREATE INDEX vitals_of_session ON vitals (clinic_id, session_id, taken_at, id);
CREATE TRIGGER vitals_journal AFTER INSERT OR UPDATE ON vitals
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON vitals TO sextant_runtime;

CREATE TABLE side_effect (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    status        text NOT NULL CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    effect        text NOT NULL,
    severity      text NOT NULL CHECK (severity IN ('MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING')),
    onset_at      timestamptz NOT NULL,
    resolved_at   timestamptz CHECK (resolved_at >= onset_at),
    serious       boolean NOT NULL,
    action        text,
    note          text,
    CONSTRAINT side_effect_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT side_effect_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE INDEX side_effect_of_session ON side_effect (clinic_id, session_id, onset_at, id);
CREATE TRIGGER side_effect_journal AFTER INSERT OR UPDATE ON side_effect
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON side_effect TO sextant_runtime;

CREATE TABLE medication (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    session_id    uuid NOT NULL,
    patient_id    uuid NOT NULL,
    status        text NOT NULL CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    drug          text NOT NULL,
    dose          numeric(10, 3) NOT NULL CHECK (dose > 0),
    unit          text NOT NULL,
    route         text NOT NULL,
    given_at      timestamptz NOT NULL,
    reason        text,
    CONSTRAINT medication_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT medication_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE INDEX medication_of_session ON medication (clinic_id, session_id, given_at, id);
CREATE TRIGGER medication_journal AFTER INSERT OR UPDATE ON medication
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON medication TO sextant_runtime;
