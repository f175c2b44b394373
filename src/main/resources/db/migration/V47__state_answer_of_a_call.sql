-- A read begins with its row, which states success. Where its answer is another, such as 304 or 404, the row states that instead,
-- before it is committed: one transaction, where there were two. Only the row of the running transaction can be stated so, and
-- nobody has seen that; a row that is committed stays as it is, for the service as for everyone.
CREATE FUNCTION state_answer(answer integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.call_log SET status = answer
    WHERE clinic_id = public.clinic_at_work() AND xid = pg_current_xact_id_if_assigned();
    RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION state_answer(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state_answer(integer) TO sextant_runtime;
