-- A function of LANGUAGE sql that has its owner's rights is planned anew at each call, all its branches with the policies
-- of their tables. plpgsql plans a branch when it is first taken, and keeps the plan for the connection.
-- An access in an emergency is about a patient too, so whoever reviews it is listed with that patient.
CREATE OR REPLACE FUNCTION patient_of(clinic uuid, collection text, record uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    CASE collection
        WHEN 'patients' THEN RETURN (SELECT id FROM public.patient WHERE clinic_id = clinic AND id = record);
        WHEN 'courses' THEN RETURN (SELECT patient_id FROM public.course WHERE clinic_id = clinic AND id = record);
        WHEN 'sessions' THEN RETURN (SELECT patient_id FROM public.session WHERE clinic_id = clinic AND id = record);
        WHEN 'vitals' THEN RETURN (SELECT patient_id FROM public.vitals WHERE clinic_id = clinic AND id = record);
        WHEN 'side-effects' THEN RETURN (SELECT patient_id FROM public.side_effect WHERE clinic_id = clinic AND id = record);
        WHEN 'medications' THEN RETURN (SELECT patient_id FROM public.medication WHERE clinic_id = clinic AND id = record);
        WHEN 'assessments' THEN RETURN (SELECT patient_id FROM public.assessment WHERE clinic_id = clinic AND id = record);
        WHEN 'alerts' THEN RETURN (SELECT patient_id FROM public.alert WHERE clinic_id = clinic AND id = record);
        WHEN 'emergency-access' THEN
            RETURN (SELECT patient_id FROM public.emergency_access WHERE clinic_id = clinic AND id = record);
        ELSE RETURN NULL;
    END CASE;
END
$$;
