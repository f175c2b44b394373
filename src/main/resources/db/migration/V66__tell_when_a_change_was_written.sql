-- When a row of the log was written: from then on counts the time until a stream is sent the change. The time that the row has
-- already is when its transaction began, which for an import may be seconds before. Rows from before have none, so that the table
-- is not rewritten.
ALTER TABLE change_log ADD COLUMN written_at timestamptz;
ALTER TABLE change_log ALTER COLUMN written_at SET DEFAULT clock_timestamp();

-- As before, with that time.
DROP FUNCTION changes_after(uuid[], integer[], integer[], bigint[], bigint[], integer);
CREATE FUNCTION changes_after(clinics uuid[], eras integer[], timelines integer[], xids bigint[], seqs bigint[], size integer)
    RETURNS TABLE (clinic_id uuid, era integer, timeline integer, xid bigint, seq bigint, type text, id text, version integer,
                   change text, at timestamptz, session_id uuid, course_id uuid, written_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    -- One statement: rows and horizon are of one moment.
    RETURN QUERY
        WITH horizon AS MATERIALIZED (SELECT now_at.era, now_at.timeline, now_at.xid FROM public.feed_horizon() AS now_at)
        SELECT NULL::uuid, horizon.era, horizon.timeline, horizon.xid::text::bigint, 0::bigint, NULL::text, NULL::text, 0,
               NULL::text, NULL::timestamptz, NULL::uuid, NULL::uuid, NULL::timestamptz
        FROM horizon
        UNION ALL
        (SELECT line.clinic_id, line.era, line.timeline, line.xid::text::bigint, line.seq, line.type, line.id, line.version,
                line.change, line.at, line.session_id, line.course_id, line.written_at
         FROM horizon
         CROSS JOIN unnest(clinics, eras, timelines, xids, seqs) AS reader (clinic, era, timeline, xid, seq)
         CROSS JOIN LATERAL (
             SELECT * FROM public.change_log AS row
             WHERE row.clinic_id = reader.clinic
               AND (row.era, row.timeline, row.xid, row.seq)
                   > (reader.era, reader.timeline, reader.xid::text::xid8, reader.seq)
               AND (row.era, row.timeline, row.xid) < (horizon.era, horizon.timeline, horizon.xid)
             ORDER BY row.era, row.timeline, row.xid, row.seq LIMIT size) AS line
         ORDER BY line.clinic_id, line.era, line.timeline, line.xid, line.seq);
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION changes_after(uuid[], integer[], integer[], bigint[], bigint[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION changes_after(uuid[], integer[], integer[], bigint[], bigint[], integer) TO sextant_runtime;
