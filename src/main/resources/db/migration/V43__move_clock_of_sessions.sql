-- Each reading moves the clock of its session. In the row of the session that was a new row with an entry in each of ten
-- indexes. Here the row is small, and none of its indexes has a column that a reading changes, so PostgreSQL writes the
-- new version beside the old one (HOT).
CREATE TABLE session_clock (
    clinic_id          uuid NOT NULL,
    session_id         uuid NOT NULL,
    patient_id         uuid NOT NULL,
    next_vitals_due_at timestamptz,
    vitals_overdue_at  timestamptz,
    clock_set_at       timestamptz,
    running            boolean GENERATED ALWAYS AS (vitals_overdue_at IS NOT NULL) STORED,
    CONSTRAINT session_clock_pk PRIMARY KEY (clinic_id, session_id),
    CONSTRAINT session_clock_session FOREIGN KEY (clinic_id, patient_id, session_id)
        REFERENCES session (clinic_id, patient_id, id)
) WITH (fillfactor = 60);
CALL keep_clinics_apart('session_clock');

INSERT INTO session_clock (clinic_id, session_id, patient_id, next_vitals_due_at, vitals_overdue_at, clock_set_at)
SELECT clinic_id, id, patient_id, next_vitals_due_at, vitals_overdue_at, clock_set_at FROM session;

-- The monitor looks through the clocks that run, which are those of the patients of a day.
CREATE INDEX session_clock_running ON session_clock (clinic_id, session_id) WHERE running;
GRANT SELECT ON session_clock TO sextant_runtime;
GRANT UPDATE (next_vitals_due_at, vitals_overdue_at, clock_set_at) ON session_clock TO sextant_runtime;

ALTER TABLE session DROP COLUMN next_vitals_due_at, DROP COLUMN vitals_overdue_at, DROP COLUMN clock_set_at;

-- A session has its clock from the start, so that the service only ever sets it.
CREATE FUNCTION add_clock() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.session_clock (clinic_id, session_id, patient_id) SELECT clinic_id, id, patient_id FROM added;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION add_clock() FROM PUBLIC;
CREATE TRIGGER session_clock_added AFTER INSERT ON session
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_clock();

CREATE OR REPLACE FUNCTION overdue_sessions(moment timestamptz, size integer)
    RETURNS TABLE (clinic_id uuid, id uuid, vitals_overdue_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY SELECT clock.clinic_id, clock.session_id, clock.vitals_overdue_at FROM public.session_clock AS clock
        WHERE clock.running AND clock.vitals_overdue_at <= moment ORDER BY clock.vitals_overdue_at LIMIT size;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
