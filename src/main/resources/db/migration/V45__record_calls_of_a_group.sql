-- The rows of several calls whose records one transaction stores. Each call names its own caller, role and request; nothing
-- comes from the transaction but the clinic, which the setting says and row-level security holds.
CREATE FUNCTION record_calls(calls json) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    clinic uuid := public.clinic_at_work();
    recorded integer;
BEGIN
    INSERT INTO public.call_log (clinic_id, issuer, subject, role, client, request_id, action, status, patient_id)
    SELECT clinic, call.issuer, nullif(call.subject, ''), call.role, call.client, nullif(call.request_id, ''), call.action,
           call.status, public.patient_of(clinic, call.collection, call.record)
    FROM json_to_recordset(calls) AS call (issuer text, subject text, role text, client text, request_id text, action text,
                                           status smallint, collection text, record uuid);
    GET DIAGNOSTICS recorded = ROW_COUNT;
    RETURN recorded;
END
$$;
REVOKE ALL ON FUNCTION record_calls(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_calls(json) TO sextant_runtime;
