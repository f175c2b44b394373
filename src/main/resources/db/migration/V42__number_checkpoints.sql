-- A checkpoint has a number of its clinic, which its signature covers, so that one that is missing is missed; 0 where it
-- was signed before there were numbers. After a change of the key the same end is signed again: same n, next number.
ALTER TABLE audit_checkpoint
    ADD COLUMN number bigint NOT NULL DEFAULT 0 CHECK (number >= 0),
    DROP CONSTRAINT audit_checkpoint_pk,
    ADD CONSTRAINT audit_checkpoint_pk PRIMARY KEY (clinic_id, n, number);
CREATE UNIQUE INDEX audit_checkpoint_once ON audit_checkpoint (clinic_id, number) WHERE number > 0;

-- Of those without a number the last one of each hour stays, the newest of all among them. A checkpoint covers all links
-- before it, so nothing is covered less.
DELETE FROM audit_checkpoint AS thinned USING (
    SELECT clinic_id, n, row_number() OVER (
        PARTITION BY clinic_id, date_trunc('hour', at AT TIME ZONE 'UTC') ORDER BY n DESC) AS place
    FROM audit_checkpoint) AS ranked
WHERE thinned.clinic_id = ranked.clinic_id AND thinned.n = ranked.n AND ranked.place > 1;

-- Deletes checkpoints that later ones have made superfluous, of the clinic at work: CheckpointNumbers has the rule, with
-- half of this distance, so that a reader never misses one that is about to go. The service cannot delete others.
CREATE FUNCTION thin_checkpoints() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    clinic uuid := public.clinic_at_work();
    newest bigint;
    thinned integer;
BEGIN
    SELECT max(number) INTO newest FROM public.audit_checkpoint WHERE clinic_id = clinic;
    DELETE FROM public.audit_checkpoint
    WHERE clinic_id = clinic AND number > 0 AND newest - number >= 1024 * (number & -number);
    GET DIAGNOSTICS thinned = ROW_COUNT;
    RETURN thinned;
END
$$;
REVOKE ALL ON FUNCTION thin_checkpoints() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION thin_checkpoints() TO sextant_runtime;

-- How far each clinic's trail is sealed: how many rows are not, counted up to so many of each kind, and since when.
CREATE FUNCTION sealing_state(most integer) RETURNS TABLE (clinic uuid, unsealed bigint, oldest timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY
        WITH RECURSIVE written (id) AS (
            (SELECT least((SELECT clinic_id FROM public.call_log ORDER BY clinic_id LIMIT 1),
                          (SELECT clinic_id FROM public.audit_log ORDER BY clinic_id LIMIT 1)))
            UNION ALL
            SELECT least((SELECT clinic_id FROM public.call_log WHERE clinic_id > id ORDER BY clinic_id LIMIT 1),
                         (SELECT clinic_id FROM public.audit_log WHERE clinic_id > id ORDER BY clinic_id LIMIT 1))
            FROM written WHERE id IS NOT NULL
        )
        SELECT id, calls.amount + changes.amount, least(calls.first, changes.first)
        FROM written
        LEFT JOIN LATERAL (SELECT xid, seq FROM public.audit_link WHERE clinic_id = id ORDER BY n DESC LIMIT 1) AS head ON true
        CROSS JOIN LATERAL (
            SELECT count(*) AS amount, min(at) AS first
            FROM (SELECT at FROM public.call_log AS row
                  WHERE row.clinic_id = id AND (row.xid, row.seq) > (coalesce(head.xid, '0'), coalesce(head.seq, 0))
                  ORDER BY row.xid, row.seq LIMIT most) AS unsealed_calls) AS calls
        CROSS JOIN LATERAL (
            SELECT count(*) AS amount, min(at) AS first
            FROM (SELECT at FROM public.audit_log AS row
                  WHERE row.clinic_id = id AND (row.xid, row.seq) > (coalesce(head.xid, '0'), coalesce(head.seq, 0))
                  ORDER BY row.xid, row.seq LIMIT most) AS unsealed_changes) AS changes
        WHERE id IS NOT NULL;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION sealing_state(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealing_state(integer) TO sextant_runtime;
