-- The feed: readers follow change_log by its key and miss nothing that was committed. A row is shown once no transaction that
-- may still write a row before it is open (xid below the horizon). Transaction ids begin anew in a server that was restored from a
-- dump, and repeat after a promotion or a recovery to a point in time. So the key begins with the era, which is raised where the
-- database is in another server, and the timeline, which PostgreSQL raises itself: rows written afterwards come after all before.
ALTER TABLE change_log
    ADD COLUMN session_id uuid,
    ADD COLUMN course_id uuid,
    ADD COLUMN era integer NOT NULL DEFAULT 1,
    -- Rows from before this migration: of an older timeline, which the horizon does not count for.
    ADD COLUMN timeline integer NOT NULL DEFAULT 0;
ALTER TABLE change_log ALTER COLUMN timeline
    SET DEFAULT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer;
ALTER TABLE change_log DROP CONSTRAINT change_log_pk;
ALTER TABLE change_log ADD CONSTRAINT change_log_pk PRIMARY KEY (clinic_id, era, timeline, xid, seq);
GRANT SELECT ON change_log TO sextant_runtime;

-- In which server the rows of an era were written. Of no clinic.
CREATE TABLE feed_era (
    era                integer PRIMARY KEY CHECK (era > 0),
    system_identifier  bigint NOT NULL,
    began_at           timestamptz NOT NULL DEFAULT now()
);
INSERT INTO feed_era (era, system_identifier) SELECT 1, system_identifier FROM pg_control_system();

-- Where the horizon was, at times an hour apart: what lay below it then could be read since. Of no clinic.
CREATE TABLE feed_mark (
    noted_at  timestamptz PRIMARY KEY,
    era       integer NOT NULL,
    timeline  integer NOT NULL,
    xid       xid8 NOT NULL
);

-- The last row of a clinic that was removed. A reader that had come less far would miss rows.
CREATE TABLE feed_floor (
    clinic_id  uuid NOT NULL,
    era        integer NOT NULL,
    timeline   integer NOT NULL,
    xid        xid8 NOT NULL,
    seq        bigint NOT NULL,
    CONSTRAINT feed_floor_pk PRIMARY KEY (clinic_id)
);
CALL keep_clinics_apart('feed_floor');
GRANT SELECT ON feed_floor TO sextant_runtime;

-- The era and timeline in which rows are written now, and the transaction before which none of them is open any more.
CREATE FUNCTION feed_horizon(OUT era integer, OUT timeline integer, OUT xid xid8)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    SELECT max(feed_era.era) INTO era FROM public.feed_era;
    timeline := ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer;
    xid := pg_snapshot_xmin(pg_current_snapshot());
END
$$;

-- Begins a new era where the database is in another server than before, or where the operator says so. Tells the era.
CREATE FUNCTION begin_era(forced boolean) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    here bigint := (SELECT system_identifier FROM pg_control_system());
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('sextant.feed_era', 0));
    SELECT era, system_identifier INTO last FROM public.feed_era ORDER BY era DESC LIMIT 1;
    IF last.system_identifier = here AND NOT forced THEN
        RETURN last.era;
    END IF;
    INSERT INTO public.feed_era (era, system_identifier) VALUES (last.era + 1, here);
    -- Waits for the transactions that have written rows of the last era.
    EXECUTE format('ALTER TABLE public.change_log ALTER COLUMN era SET DEFAULT %s', last.era + 1);
    RETURN last.era + 1;
END
$$;

-- Removes the first rows of each clinic that could be read since before a moment: so many at most, in the order of the key, so that
-- what remains has no gap. The time in a row is when its transaction began, which may be long before it could be read.
CREATE FUNCTION forget_changes(moment timestamptz, before timestamptz, size integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mark record;
    clinic uuid;
    removed integer;
    forgotten integer := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('sextant.forget_changes', 0)) THEN
        RETURN 0;
    END IF;
    PERFORM set_config('sextant.all_clinics', 'on', true);
    INSERT INTO public.feed_mark (noted_at, era, timeline, xid)
        SELECT moment, horizon.era, horizon.timeline, horizon.xid FROM public.feed_horizon() AS horizon
        WHERE NOT EXISTS (SELECT FROM public.feed_mark WHERE noted_at > moment - interval '1 hour');
    SELECT * INTO mark FROM public.feed_mark WHERE noted_at <= before ORDER BY noted_at DESC LIMIT 1;
    IF FOUND THEN
        DELETE FROM public.feed_mark WHERE noted_at < mark.noted_at;
        SELECT clinic_id INTO clinic FROM public.change_log ORDER BY clinic_id LIMIT 1;
        WHILE clinic IS NOT NULL LOOP
            WITH oldest AS (
                SELECT era, timeline, xid, seq FROM public.change_log
                WHERE clinic_id = clinic AND (era, timeline, xid) < (mark.era, mark.timeline, mark.xid)
                ORDER BY era, timeline, xid, seq LIMIT size
            ), gone AS (
                DELETE FROM public.change_log AS line USING oldest
                WHERE line.clinic_id = clinic AND line.era = oldest.era AND line.timeline = oldest.timeline
                  AND line.xid = oldest.xid AND line.seq = oldest.seq
            ), last AS (
                INSERT INTO public.feed_floor (clinic_id, era, timeline, xid, seq)
                SELECT clinic, era, timeline, xid, seq FROM oldest ORDER BY era DESC, timeline DESC, xid DESC, seq DESC LIMIT 1
                ON CONFLICT (clinic_id) DO UPDATE
                    SET era = excluded.era, timeline = excluded.timeline, xid = excluded.xid, seq = excluded.seq
            )
            SELECT count(*) INTO removed FROM oldest;
            forgotten := forgotten + removed;
            SELECT clinic_id INTO clinic FROM public.change_log WHERE clinic_id > clinic ORDER BY clinic_id LIMIT 1;
        END LOOP;
    END IF;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN forgotten;
END
$$;
REVOKE ALL ON FUNCTION feed_horizon(), begin_era(boolean), forget_changes(timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed_horizon(), begin_era(boolean), forget_changes(timestamptz, timestamptz, integer) TO sextant_runtime;

-- As before, with the session and the course of the record.
CREATE OR REPLACE FUNCTION journal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) END;
    record_id text := new_row ->> TG_ARGV[0];
BEGIN
    INSERT INTO public.audit_log (clinic_id, subject, role, request_id, action, resource_type, resource_id, patient_id)
    VALUES (NEW.clinic_id,
            nullif(current_setting('sextant.subject', true), ''),
            nullif(current_setting('sextant.role', true), ''),
            nullif(current_setting('sextant.request_id', true), ''),
            TG_TABLE_NAME || '.' || coalesce(TG_ARGV[2], public.act_of(old_row, new_row)),
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END)::uuid);
    INSERT INTO public.change_log (clinic_id, type, id, version, change, session_id, course_id)
    VALUES (NEW.clinic_id,
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> TG_ARGV[1])::integer,
            CASE
                WHEN old_row IS NULL THEN 'CREATED'
                WHEN new_row ->> 'status' = 'ENTERED_IN_ERROR' THEN 'ENTERED_IN_ERROR'
                ELSE 'UPDATED'
            END,
            (new_row ->> CASE TG_TABLE_NAME WHEN 'session' THEN 'id' ELSE 'session_id' END)::uuid,
            (new_row ->> CASE TG_TABLE_NAME WHEN 'course' THEN 'id' ELSE 'course_id' END)::uuid);
    RETURN NULL;
END
$$;

-- As before, too. The tables have different columns, and a branch that is not taken is not planned.
CREATE OR REPLACE FUNCTION journal_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    callers jsonb := nullif(current_setting('sextant.callers', true), '')::jsonb;
    subject text := nullif(current_setting('sextant.subject', true), '');
    role text := nullif(current_setting('sextant.role', true), '');
    request text := nullif(current_setting('sextant.request_id', true), '');
BEGIN
    INSERT INTO public.audit_log (clinic_id, subject, role, request_id, action, resource_type, resource_id, patient_id)
    SELECT clinic_id,
           CASE WHEN callers IS NULL THEN subject ELSE callers -> id::text ->> 0 END,
           CASE WHEN callers IS NULL THEN role ELSE callers -> id::text ->> 1 END,
           CASE WHEN callers IS NULL THEN request ELSE callers -> id::text ->> 2 END,
           TG_TABLE_NAME || '.created', upper(TG_TABLE_NAME), id::text, patient_id
    FROM added;
    IF TG_TABLE_NAME IN ('vitals', 'side_effect', 'medication', 'dose') THEN
        INSERT INTO public.change_log (clinic_id, type, id, version, change, session_id)
        SELECT clinic_id, upper(TG_TABLE_NAME), id::text, version, 'CREATED', session_id FROM added;
    ELSIF TG_TABLE_NAME IN ('assessment', 'alert') THEN
        INSERT INTO public.change_log (clinic_id, type, id, version, change, session_id, course_id)
        SELECT clinic_id, upper(TG_TABLE_NAME), id::text, version, 'CREATED', session_id, course_id FROM added;
    ELSIF TG_TABLE_NAME = 'session' THEN
        INSERT INTO public.change_log (clinic_id, type, id, version, change, session_id, course_id)
        SELECT clinic_id, upper(TG_TABLE_NAME), id::text, version, 'CREATED', id, course_id FROM added;
    ELSIF TG_TABLE_NAME = 'course' THEN
        INSERT INTO public.change_log (clinic_id, type, id, version, change, course_id)
        SELECT clinic_id, upper(TG_TABLE_NAME), id::text, version, 'CREATED', id FROM added;
    ELSE
        RAISE EXCEPTION 'journal_added does not know the columns of %', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
