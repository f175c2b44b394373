-- When a course, its sessions and their records last changed, beside how often: a list of the courses changed since a time sees
-- the steps, readings and scores too. Without an index, so that a reading still needs no entry in one (HOT). For charts of
-- before, the time of this migration: a client reads them once more, and misses nothing.
ALTER TABLE session_clock ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE course_changes ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE session_clock ALTER COLUMN changed_at SET DEFAULT clock_timestamp();
ALTER TABLE course_changes ALTER COLUMN changed_at SET DEFAULT clock_timestamp();

CREATE OR REPLACE FUNCTION count_change_of_course() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.course_changes AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, id FROM changed) AS course
    WHERE counted.clinic_id = course.clinic_id AND counted.course_id = course.id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_change_of_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, id FROM changed) AS session
    WHERE counted.clinic_id = session.clinic_id AND counted.session_id = session.id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_record_of_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, session_id FROM changed) AS record
    WHERE counted.clinic_id = record.clinic_id AND counted.session_id = record.session_id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_record_of_course() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.course_changes AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, course_id FROM changed) AS record
    WHERE counted.clinic_id = record.clinic_id AND counted.course_id = record.course_id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_alert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, session_id FROM changed) AS alert
    WHERE counted.clinic_id = alert.clinic_id AND counted.session_id = alert.session_id;
    UPDATE public.course_changes AS counted SET changes = changes + 1, changed_at = clock_timestamp()
    FROM (SELECT DISTINCT clinic_id, course_id FROM changed WHERE session_id IS NULL) AS alert
    WHERE counted.clinic_id = alert.clinic_id AND counted.course_id = alert.course_id;
    RETURN NULL;
END
$$;

-- No summary shows the medications given, but a reader of changed courses expects them.
CREATE TRIGGER medication_insert_counted AFTER INSERT ON medication
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_record_of_session();
CREATE TRIGGER medication_update_counted AFTER UPDATE ON medication
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_record_of_session();
