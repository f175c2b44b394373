CREATE TABLE session (
    clinic_id                 uuid NOT NULL,
    id                        uuid NOT NULL,
    version                   integer NOT NULL,
    recorded_at               timestamptz NOT NULL,
    recorded_by               text NOT NULL,
    content_hash              text NOT NULL,
    updated_at                timestamptz NOT NULL,
    course_id                 uuid NOT NULL,
    patient_id                uuid NOT NULL,
    protocol                  text NOT NULL,
    protocol_revision         integer NOT NULL,
    number                    integer NOT NULL CHECK (number > 0),
    status                    text NOT NULL
        CHECK (status IN ('SCHEDULED', 'CHECKED_IN', 'INFUSING', 'OBSERVING', 'DISCHARGED', 'CANCELLED')),
    scheduled_at              timestamptz NOT NULL,
    checked_in_at             timestamptz,
    weight_kg                 numeric(5, 2) CHECK (weight_kg BETWEEN 20 AND 400),
    escort_name               text,
    escort_phone              text,
    fasted                    boolean,
    check_in_note             text,
    started_at                timestamptz CHECK (started_at >= checked_in_at),
    mg_per_kg                 numeric(6, 3),
    planned_dose_mg           numeric(7, 2) CHECK (planned_dose_mg > 0),
    lot                       text,
    concentration_mg_per_ml   numeric(8, 3),
    start_override_reason     text,
    ended_at                  timestamptz CHECK (ended_at >= started_at),
    administered_mg           numeric(7, 2) CHECK (administered_mg >= 0),
    wasted_mg                 numeric(7, 2) CHECK (wasted_mg >= 0),
    waste_witness             text,
    stop_reason               text,
    discharged_at             timestamptz CHECK (discharged_at >= ended_at),
    discharge_criteria        jsonb,
    discharge_escort_name     text,
    discharge_escort_phone    text,
    discharge_override_reason text,
    cancelled_at              timestamptz,
    cancel_reason             text,
    no_show                   boolean,
    CONSTRAINT session_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT session_of_patient UNIQUE (clinic_id, patient_id, id),
    CONSTRAINT session_course FOREIGN KEY (clinic_id, patient_id, course_id)
        REFERENCES course (clinic_id, patient_id, id),
    CONSTRAINT session_protocol FOREIGN KEY (clinic_id, protocol, protocol_revision) REFERENCES protocol
);
-- A cancelled session gives its number back.
CREATE UNIQUE INDEX session_number_once ON session (clinic_id, course_id, number) WHERE status <> 'CANCELLED';
CREATE INDEX session_of_course ON session (clinic_id, course_id, scheduled_at, id);
CREATE INDEX session_by_status ON session (clinic_id, status, scheduled_at, id);
CREATE INDEX session_by_day ON session (clinic_id, scheduled_at, id);
CREATE TRIGGER session_journal AFTER INSERT OR UPDATE ON session
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON session TO sextant_runtime;
