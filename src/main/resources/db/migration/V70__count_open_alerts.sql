-- How many alerts of all clinics are open, by kind: for a metric. Only numbers, nothing of a patient or a clinic.
CREATE FUNCTION open_alerts() RETURNS TABLE (kind text, alerts bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY SELECT alert.kind, count(*) FROM public.alert WHERE alert.status = 'OPEN' GROUP BY alert.kind;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION open_alerts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_alerts() TO sextant_runtime;

-- Holds the open alerts only, so that the count does not read the alerts of all years.
CREATE INDEX alert_open ON alert (clinic_id, kind) WHERE status = 'OPEN';
