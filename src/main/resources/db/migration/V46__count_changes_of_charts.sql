-- How often a chart has changed, so that a client that asks for a summary which it has is answered from one look. Each session
-- and each course counts its own changes: their writers hold its lock anyway, so no writer waits for a count. The version of a
-- chart is the sum of the counts of the patient. It grows with each change of anything that a summary shows, and a sum of
-- counts that only grow is never the same again.
ALTER TABLE session_clock ADD COLUMN changes bigint NOT NULL DEFAULT 1;
CREATE INDEX session_clock_of_patient ON session_clock (clinic_id, patient_id);

CREATE TABLE course_changes (
    clinic_id   uuid NOT NULL,
    course_id   uuid NOT NULL,
    patient_id  uuid NOT NULL,
    changes     bigint NOT NULL DEFAULT 1,
    CONSTRAINT course_changes_pk PRIMARY KEY (clinic_id, course_id),
    CONSTRAINT course_changes_course FOREIGN KEY (clinic_id, patient_id, course_id)
        REFERENCES course (clinic_id, patient_id, id)
) WITH (fillfactor = 60);
CALL keep_clinics_apart('course_changes');
INSERT INTO course_changes (clinic_id, course_id, patient_id) SELECT clinic_id, id, patient_id FROM course;
CREATE INDEX course_changes_of_patient ON course_changes (clinic_id, patient_id);
GRANT SELECT ON course_changes TO sextant_runtime;

CREATE FUNCTION add_count() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.course_changes (clinic_id, course_id, patient_id) SELECT clinic_id, id, patient_id FROM added;
    RETURN NULL;
END
$$;

CREATE FUNCTION count_change_of_course() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.course_changes AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, id FROM changed) AS course
    WHERE counted.clinic_id = course.clinic_id AND counted.course_id = course.id;
    RETURN NULL;
END
$$;

CREATE FUNCTION count_change_of_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, id FROM changed) AS session
    WHERE counted.clinic_id = session.clinic_id AND counted.session_id = session.id;
    RETURN NULL;
END
$$;

-- Of records of a session.
CREATE FUNCTION count_record_of_session() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, session_id FROM changed) AS record
    WHERE counted.clinic_id = record.clinic_id AND counted.session_id = record.session_id;
    RETURN NULL;
END
$$;

-- Of records of a course.
CREATE FUNCTION count_record_of_course() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.course_changes AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, course_id FROM changed) AS record
    WHERE counted.clinic_id = record.clinic_id AND counted.course_id = record.course_id;
    RETURN NULL;
END
$$;
-- An alert of a session counts there, any other counts in its course: one count, so that no two writers wait for each other.
CREATE FUNCTION count_alert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE public.session_clock AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, session_id FROM changed) AS alert
    WHERE counted.clinic_id = alert.clinic_id AND counted.session_id = alert.session_id;
    UPDATE public.course_changes AS counted SET changes = changes + 1
    FROM (SELECT DISTINCT clinic_id, course_id FROM changed WHERE session_id IS NULL) AS alert
    WHERE counted.clinic_id = alert.clinic_id AND counted.course_id = alert.course_id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION add_count(), count_change_of_course(), count_change_of_session(), count_record_of_session(),
    count_record_of_course(), count_alert() FROM PUBLIC;

CREATE TRIGGER course_changes_added AFTER INSERT ON course
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_count();
CREATE TRIGGER course_changes_counted AFTER UPDATE ON course
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_course();
CREATE TRIGGER session_changes_counted AFTER UPDATE ON session
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_session();

DO $$
DECLARE
    counted record;
    event text;
BEGIN
    FOR counted IN SELECT * FROM (VALUES
            ('vitals', 'count_record_of_session'), ('side_effect', 'count_record_of_session'), ('dose', 'count_record_of_session'),
            ('assessment', 'count_record_of_course'), ('alert', 'count_alert')) AS record_of (record, function) LOOP
        FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE'] LOOP
            EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()',
                           counted.record || '_' || lower(event) || '_counted', event, counted.record, counted.function);
        END LOOP;
    END LOOP;
END
$$;

-- The version of the chart of a course's patient; null where the clinic at work has no such course.
CREATE FUNCTION chart_version(course uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    clinic uuid := public.clinic_at_work();
    patient uuid;
BEGIN
    SELECT patient_id INTO patient FROM public.course_changes WHERE clinic_id = clinic AND course_id = course;
    RETURN (SELECT sum(changes) FROM public.course_changes WHERE clinic_id = clinic AND patient_id = patient)
         + (SELECT coalesce(sum(changes), 0) FROM public.session_clock WHERE clinic_id = clinic AND patient_id = patient);
END
$$;

-- Writes the row of a call that asks for a summary which has not changed since one of these versions, and returns the version;
-- where it has changed, writes nothing and returns null. So the row is written once, with the status of the answer.
CREATE FUNCTION record_unchanged(issuer text, client text, action text, course uuid, versions bigint[]) RETURNS bigint
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    version bigint := public.chart_version(course);
BEGIN
    IF version = ANY (versions) THEN
        PERFORM public.record_call(issuer, client, action, 304, 'courses', course);
        RETURN version;
    END IF;
    RETURN NULL;
END
$$;
