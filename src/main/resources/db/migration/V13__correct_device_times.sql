-- A device's clock may be wrong. Its times stay as it told them, beside them stays by how many seconds it was ahead, and
-- what the service's own clock would have said is computed here, whoever writes. Seconds do not depend on a time zone, so
-- this is immutable, unlike the subtraction of intervals in general.
CREATE FUNCTION corrected_time(told timestamptz, ahead_seconds bigint) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT told - pg_catalog.make_interval(secs => coalesce(ahead_seconds, 0))
$$;

DO $$
DECLARE
    chart record;
    generated text := 'ALTER TABLE %I ADD COLUMN %I timestamptz GENERATED ALWAYS AS (corrected_time(%I, %I)) STORED';
BEGIN
    -- The history's columns are those of the table, in the same order, and hold what the table's held.
    FOR chart IN SELECT * FROM (VALUES
            ('vitals', 'taken_at'), ('side_effect', 'onset_at'), ('medication', 'given_at'), ('assessment', 'taken_at'))
            AS told_at (name, told) LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN clock_offset_seconds bigint', chart.name);
        EXECUTE format(generated, chart.name, 'corrected_at', chart.told, 'clock_offset_seconds');
        EXECUTE format('ALTER TABLE %I ADD COLUMN clock_offset_seconds bigint, ADD COLUMN corrected_at timestamptz',
                       chart.name || '_history');
        EXECUTE format('UPDATE %I SET corrected_at = %I', chart.name || '_history', chart.told);
    END LOOP;
    ALTER TABLE side_effect ADD COLUMN resolved_clock_offset_seconds bigint;
    EXECUTE format(generated, 'side_effect', 'corrected_resolved_at', 'resolved_at', 'resolved_clock_offset_seconds');
    ALTER TABLE side_effect_history
        ADD COLUMN resolved_clock_offset_seconds bigint, ADD COLUMN corrected_resolved_at timestamptz;
    UPDATE side_effect_history SET corrected_resolved_at = resolved_at;
END
$$;

-- The end may be told by another clock than the onset.
ALTER TABLE side_effect
    DROP CONSTRAINT side_effect_check,
    ADD CONSTRAINT side_effect_span CHECK (corrected_resolved_at >= corrected_at);

DROP INDEX vitals_of_session, side_effect_of_session, medication_of_session, assessment_of_course;
CREATE INDEX vitals_of_session ON vitals (clinic_id, session_id, corrected_at, id);
CREATE INDEX side_effect_of_session ON side_effect (clinic_id, session_id, corrected_at, id);
CREATE INDEX medication_of_session ON medication (clinic_id, session_id, corrected_at, id);
CREATE INDEX assessment_of_course ON assessment (clinic_id, course_id, corrected_at, id);

ALTER TABLE rems_submission ADD COLUMN clock_offset_seconds bigint;

-- The clocks that were met in a session, and those by which its steps were told.
ALTER TABLE session ADD COLUMN known_clocks jsonb, ADD COLUMN step_clocks jsonb;
