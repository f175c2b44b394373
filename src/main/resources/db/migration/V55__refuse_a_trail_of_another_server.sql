-- True where a clinic's chain ends with a transaction that this server has not given out yet: the rows were restored from a dump
-- into a younger server. New rows would come before the end of the chain and could never be sealed.
CREATE FUNCTION trail_is_ahead() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    clinic uuid;
    ahead boolean := false;
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    SELECT clinic_id INTO clinic FROM public.audit_link ORDER BY clinic_id LIMIT 1;
    WHILE clinic IS NOT NULL AND NOT ahead LOOP
        SELECT xid >= pg_snapshot_xmax(pg_current_snapshot()) INTO ahead FROM public.audit_link
            WHERE clinic_id = clinic ORDER BY n DESC LIMIT 1;
        SELECT clinic_id INTO clinic FROM public.audit_link WHERE clinic_id > clinic ORDER BY clinic_id LIMIT 1;
    END LOOP;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN ahead;
END
$$;
REVOKE ALL ON FUNCTION trail_is_ahead() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trail_is_ahead() TO sextant_runtime;
