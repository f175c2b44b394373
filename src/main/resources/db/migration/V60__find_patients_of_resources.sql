-- A resource of the FHIR API may come from one of several tables, which its id does not tell.
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
        WHEN 'observations' THEN
            RETURN coalesce(
                public.patient_of(clinic, 'side-effects', record), public.patient_of(clinic, 'clearances', record));
        WHEN 'administrations' THEN
            RETURN coalesce(
                public.patient_of(clinic, 'sessions', record),
                public.patient_of(clinic, 'doses', record),
                public.patient_of(clinic, 'medications', record));
        ELSE RETURN NULL;
    END CASE;
END
$$;
