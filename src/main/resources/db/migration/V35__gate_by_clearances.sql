-- A clearance is the patient's, with or without a course, has an outcome and can be corrected. Its day is in the order of
-- records a time: the beginning of the day in UTC.
ALTER TABLE clearance
    ALTER COLUMN course_id DROP NOT NULL,
    ADD COLUMN status text NOT NULL DEFAULT 'FINAL' CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    ADD COLUMN outcome text NOT NULL DEFAULT 'CLEARED' CHECK (outcome IN ('CLEARED', 'NOT_CLEARED', 'CONDITIONAL')),
    ADD COLUMN condition text,
    ADD COLUMN expires_on date,
    ADD COLUMN results jsonb,
    ADD COLUMN document jsonb,
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN changed_by text,
    ADD COLUMN change_reason text,
    ADD COLUMN clock_offset_seconds bigint,
    ADD COLUMN corrected_at timestamptz
        GENERATED ALWAYS AS (CAST(cleared_on AS timestamp) AT TIME ZONE 'UTC') STORED,
    ADD CONSTRAINT clearance_condition CHECK ((outcome = 'CONDITIONAL') = (condition IS NOT NULL)),
    ADD CONSTRAINT clearance_span CHECK (expires_on >= cleared_on),
    ADD CONSTRAINT clearance_patient FOREIGN KEY (clinic_id, patient_id) REFERENCES patient;
CREATE INDEX clearance_of_patient ON clearance (clinic_id, patient_id, corrected_at, recorded_at, id);
GRANT UPDATE ON clearance TO sextant_runtime;

CREATE TABLE clearance_history (LIKE clearance);
ALTER TABLE clearance_history
    ADD CONSTRAINT clearance_history_pk PRIMARY KEY (clinic_id, id, version),
    ADD CONSTRAINT clearance_history_of FOREIGN KEY (clinic_id, id) REFERENCES clearance;
CREATE TRIGGER clearance_keep AFTER UPDATE ON clearance FOR EACH ROW EXECUTE FUNCTION keep_version();
GRANT SELECT ON clearance_history TO sextant_runtime;

-- Whether clearances that are asked of patients who may be pregnant are asked of this one.
ALTER TABLE patient
    ADD COLUMN childbearing text NOT NULL DEFAULT 'UNKNOWN' CHECK (childbearing IN ('YES', 'NO', 'UNKNOWN'));

-- How a course came to its revision of the protocol, where it was moved from that of its planning.
ALTER TABLE course ADD COLUMN revision_changes jsonb;

CALL keep_clinics_apart('clearance_history');
