-- An episode is the courses of a patient that continue each other: a chain. A course continues at most one course, and is
-- continued by at most one. Older charts may have several courses that continue the same course, or a course that continues
-- itself: their link stays in the chart, and from it follows nothing.
ALTER TABLE course
    ADD COLUMN reason text CHECK (reason IN ('FIRST', 'MAINTENANCE', 'RELAPSE', 'CONTINUATION', 'OTHER')),
    ADD COLUMN forked boolean NOT NULL DEFAULT false;

DO $$
BEGIN
    -- The column is no fact of the chart, so the change is none of its journal.
    ALTER TABLE course DISABLE TRIGGER course_journal;
    UPDATE course SET forked = true
    WHERE previous_course_id IS NOT NULL
      AND (previous_course_id = id
          OR EXISTS (SELECT FROM course AS first
                     WHERE first.clinic_id = course.clinic_id AND first.previous_course_id = course.previous_course_id
                         AND first.previous_course_id <> first.id
                         AND (first.recorded_at, first.id) < (course.recorded_at, course.id)));
    -- Two lines of an import could continue each other: no course of such a circle is the first.
    UPDATE course SET forked = true
    WHERE previous_course_id IS NOT NULL AND NOT forked
      AND EXISTS (
          WITH RECURSIVE earlier (id) AS (
              SELECT course.previous_course_id
              UNION
              SELECT before.previous_course_id FROM earlier
              JOIN course AS before ON before.clinic_id = course.clinic_id AND before.id = earlier.id
              WHERE before.previous_course_id IS NOT NULL
          )
          SELECT FROM earlier WHERE earlier.id = course.id);
    ALTER TABLE course ENABLE TRIGGER course_journal;
END
$$;

CREATE UNIQUE INDEX course_successor_once ON course (clinic_id, previous_course_id)
    WHERE previous_course_id IS NOT NULL AND NOT forked;

-- The foreign key is satisfied by a course that continues itself, and by two rows of one statement that continue each other.
CREATE FUNCTION refuse_circle_of_courses() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE earlier (id) AS (
            SELECT NEW.previous_course_id
            UNION
            SELECT before.previous_course_id FROM earlier
            JOIN public.course AS before ON before.clinic_id = NEW.clinic_id AND before.id = earlier.id
            WHERE before.previous_course_id IS NOT NULL AND NOT before.forked
        )
        SELECT FROM earlier WHERE earlier.id = NEW.id)
    THEN
        RAISE EXCEPTION 'courses continue each other in a circle'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_chain_begins', TABLE = 'course';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION refuse_circle_of_courses() FROM PUBLIC;
CREATE TRIGGER course_no_circle AFTER INSERT ON course
    FOR EACH ROW WHEN (NEW.previous_course_id IS NOT NULL AND NOT NEW.forked) EXECUTE FUNCTION refuse_circle_of_courses();

-- The id of the first course of the episode that a course belongs to.
CREATE FUNCTION episode_of(of_clinic uuid, of_course uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    first_course uuid := of_course;
    before uuid;
BEGIN
    LOOP
        SELECT previous_course_id INTO before FROM public.course
        WHERE clinic_id = of_clinic AND id = first_course AND NOT forked;
        EXIT WHEN before IS NULL;
        first_course := before;
    END LOOP;
    RETURN first_course;
END
$$;

-- Reports on outcomes read when the drug was begun first and when it ended last, and never the table.
DROP INDEX session_by_course_start;
CREATE INDEX session_by_course_start ON session (clinic_id, course_id, started_at) INCLUDE (ended_at)
    WHERE started_at IS NOT NULL;
