-- Who lacked the role for a patient's chart and read it all the same, for some hours, and why. Never deleted or changed.
CREATE TABLE emergency_access (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    patient_id    uuid NOT NULL,
    reason        text NOT NULL,
    roles         text NOT NULL,
    expires_at    timestamptz NOT NULL,
    CONSTRAINT emergency_access_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT emergency_access_patient FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT emergency_access_is_short CHECK (expires_at > recorded_at AND expires_at <= recorded_at + interval '4 hours')
);
CREATE INDEX emergency_access_by_time ON emergency_access (clinic_id, recorded_at, id);
CREATE TRIGGER emergency_access_journal AFTER INSERT OR UPDATE ON emergency_access
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON emergency_access TO sextant_runtime;

-- The patient of an access that lasts, for whoever was given it; else null. It is asked before the request has a
-- transaction, so it says itself whose rows it may see.
CREATE FUNCTION emergency_patient(of_clinic uuid, access uuid, caller text, moment timestamptz) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    patient uuid;
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    SELECT patient_id INTO patient FROM public.emergency_access
        WHERE clinic_id = of_clinic AND id = access AND recorded_by = caller AND expires_at > moment;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN patient;
END
$$;
REVOKE ALL ON FUNCTION emergency_patient(uuid, uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emergency_patient(uuid, uuid, text, timestamptz) TO sextant_runtime;
