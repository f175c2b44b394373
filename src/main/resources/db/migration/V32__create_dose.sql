-- Further doses of the drug of a session, corrected as every record of a chart. The session keeps their sum, because each
-- figure of what was given needs it.
CREATE TABLE dose (
    clinic_id            uuid NOT NULL,
    id                   uuid NOT NULL,
    version              integer NOT NULL,
    recorded_at          timestamptz NOT NULL,
    recorded_by          text NOT NULL,
    content_hash         text NOT NULL,
    session_id           uuid NOT NULL,
    patient_id           uuid NOT NULL,
    status               text NOT NULL CHECK (status IN ('FINAL', 'AMENDED', 'ENTERED_IN_ERROR')),
    mg                   numeric(7, 2) NOT NULL CHECK (mg > 0),
    given_at             timestamptz NOT NULL,
    route                text CHECK (route IN ('IV', 'IM', 'INTRANASAL', 'SUBCUTANEOUS', 'SUBLINGUAL', 'ORAL')),
    lot                  text,
    reason               text NOT NULL,
    override_reason      text,
    verdicts             jsonb,
    changed_at           timestamptz,
    changed_by           text,
    change_reason        text,
    clock_offset_seconds bigint,
    corrected_at         timestamptz GENERATED ALWAYS AS (corrected_time(given_at, clock_offset_seconds)) STORED,
    CONSTRAINT dose_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT dose_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
);
CREATE INDEX dose_of_session ON dose (clinic_id, session_id, corrected_at, recorded_at, id);
CREATE INDEX dose_by_time ON dose (clinic_id, corrected_at);
CREATE TRIGGER dose_journal AFTER INSERT OR UPDATE ON dose
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT, UPDATE ON dose TO sextant_runtime;
CALL keep_clinics_apart('dose');

CREATE TABLE dose_history (LIKE dose);
ALTER TABLE dose_history
    ADD CONSTRAINT dose_history_pk PRIMARY KEY (clinic_id, id, version),
    ADD CONSTRAINT dose_history_of FOREIGN KEY (clinic_id, id) REFERENCES dose;
CREATE TRIGGER dose_keep AFTER UPDATE ON dose FOR EACH ROW EXECUTE FUNCTION keep_version();
GRANT SELECT ON dose_history TO sextant_runtime;
CALL keep_clinics_apart('dose_history');

ALTER TABLE session
    ADD COLUMN dose_reason text,
    ADD COLUMN further_mg numeric(9, 2) NOT NULL DEFAULT 0 CHECK (further_mg >= 0);

-- A record of the chart or of the treatment, and the patient whom it is about.
CREATE OR REPLACE FUNCTION patient_of(clinic uuid, collection text, record uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    CASE collection
        WHEN 'patients' THEN RETURN (SELECT id FROM public.patient WHERE clinic_id = clinic AND id = record);
        WHEN 'courses', 'episodes' THEN
            RETURN (SELECT patient_id FROM public.course WHERE clinic_id = clinic AND id = record);
        WHEN 'clearances' THEN RETURN (SELECT patient_id FROM public.clearance WHERE clinic_id = clinic AND id = record);
        WHEN 'sessions' THEN RETURN (SELECT patient_id FROM public.session WHERE clinic_id = clinic AND id = record);
        WHEN 'vitals' THEN RETURN (SELECT patient_id FROM public.vitals WHERE clinic_id = clinic AND id = record);
        WHEN 'side-effects' THEN RETURN (SELECT patient_id FROM public.side_effect WHERE clinic_id = clinic AND id = record);
        WHEN 'medications' THEN RETURN (SELECT patient_id FROM public.medication WHERE clinic_id = clinic AND id = record);
        WHEN 'doses' THEN RETURN (SELECT patient_id FROM public.dose WHERE clinic_id = clinic AND id = record);
        WHEN 'assessments' THEN RETURN (SELECT patient_id FROM public.assessment WHERE clinic_id = clinic AND id = record);
        WHEN 'alerts' THEN RETURN (SELECT patient_id FROM public.alert WHERE clinic_id = clinic AND id = record);
        WHEN 'emergency-access' THEN
            RETURN (SELECT patient_id FROM public.emergency_access WHERE clinic_id = clinic AND id = record);
        ELSE RETURN NULL;
    END CASE;
END
$$;
