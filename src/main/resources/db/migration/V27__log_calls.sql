-- One row for each call, reads and refusals too; what a call changed is in audit_log, in the same transaction. Both are one
-- trail: they share their numbers.
CREATE TABLE call_log (
    clinic_id     uuid NOT NULL,
    seq           bigint NOT NULL DEFAULT nextval('audit_log_seq_seq'),
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at            timestamptz NOT NULL DEFAULT now(),
    issuer        text NOT NULL,
    subject       text NOT NULL,
    role          text NOT NULL,
    client        text,
    request_id    text NOT NULL,
    action        text NOT NULL,
    status        smallint NOT NULL,
    patient_id    uuid,
    CONSTRAINT call_log_pk PRIMARY KEY (clinic_id, xid, seq)
);
CALL keep_clinics_apart('call_log');
CREATE INDEX call_log_by_patient ON call_log (clinic_id, patient_id, seq) WHERE patient_id IS NOT NULL;
GRANT SELECT ON call_log TO sextant_runtime;

CREATE INDEX audit_log_in_order ON audit_log (clinic_id, xid, seq);
CREATE INDEX audit_log_by_patient ON audit_log (clinic_id, patient_id, seq) WHERE patient_id IS NOT NULL;
GRANT SELECT ON audit_log TO sextant_runtime;

-- Whose record a path names; null where the clinic has none, or the path is about no one patient.
CREATE FUNCTION patient_of(clinic uuid, collection text, record uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE collection
        WHEN 'patients' THEN (SELECT id FROM public.patient WHERE clinic_id = clinic AND id = record)
        WHEN 'courses' THEN (SELECT patient_id FROM public.course WHERE clinic_id = clinic AND id = record)
        WHEN 'sessions' THEN (SELECT patient_id FROM public.session WHERE clinic_id = clinic AND id = record)
        WHEN 'vitals' THEN (SELECT patient_id FROM public.vitals WHERE clinic_id = clinic AND id = record)
        WHEN 'side-effects' THEN (SELECT patient_id FROM public.side_effect WHERE clinic_id = clinic AND id = record)
        WHEN 'medications' THEN (SELECT patient_id FROM public.medication WHERE clinic_id = clinic AND id = record)
        WHEN 'assessments' THEN (SELECT patient_id FROM public.assessment WHERE clinic_id = clinic AND id = record)
        WHEN 'alerts' THEN (SELECT patient_id FROM public.alert WHERE clinic_id = clinic AND id = record)
    END
$$;
REVOKE ALL ON FUNCTION patient_of(uuid, text, uuid) FROM PUBLIC;

-- Writes the row of a call, with the owner's rights: the service can neither change nor remove one. It runs in a transaction
-- that was told its clinic, subject, role and request, and fails in any other.
CREATE FUNCTION record_call(issuer text, client text, action text, status integer, collection text, record uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    clinic uuid := public.clinic_at_work();
BEGIN
    INSERT INTO public.call_log (clinic_id, issuer, subject, role, client, request_id, action, status, patient_id)
    VALUES (clinic,
            record_call.issuer,
            nullif(current_setting('sextant.subject', true), ''),
            current_setting('sextant.role', true),
            record_call.client,
            nullif(current_setting('sextant.request_id', true), ''),
            record_call.action,
            record_call.status,
            CASE WHEN record IS NOT NULL THEN public.patient_of(clinic, collection, record) END);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION record_call(text, text, text, integer, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_call(text, text, text, integer, text, uuid) TO sextant_runtime;
