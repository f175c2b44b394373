-- The two things that the service does for all clinics at once. Each tells or does no more than it must; what follows from
-- it is done clinic by clinic. The setting counts for the owner alone, whose rights these functions have.

-- Which sessions have a reading overdue by then, the first one first: ids and times, nothing of a patient.
CREATE FUNCTION overdue_sessions(moment timestamptz, size integer)
    RETURNS TABLE (clinic_id uuid, id uuid, vitals_overdue_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY SELECT session.clinic_id, session.id, session.vitals_overdue_at FROM public.session
        WHERE session.vitals_overdue_at <= moment ORDER BY session.vitals_overdue_at LIMIT size;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;

-- Removes the oldest answers of keys, so many at most; tells how many there were.
CREATE FUNCTION forget_answers(before timestamptz, size integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    forgotten integer;
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    DELETE FROM public.kept_answer WHERE (clinic_id, client, idempotency_key) IN (
        SELECT oldest.clinic_id, oldest.client, oldest.idempotency_key FROM public.kept_answer AS oldest
        WHERE kept_at < before ORDER BY kept_at LIMIT size);
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN forgotten;
END
$$;

REVOKE ALL ON FUNCTION overdue_sessions(timestamptz, integer), forget_answers(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overdue_sessions(timestamptz, integer), forget_answers(timestamptz, integer) TO sextant_runtime;
REVOKE DELETE ON kept_answer FROM sextant_runtime;
