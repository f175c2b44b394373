-- The versions of patients, courses and sessions, kept as those of the records of a chart are. What changes without a new
-- version, such as the clocks of a session, keeps none. Versions from before this migration are not known.
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['patient', 'course', 'session'] LOOP
        EXECUTE format('CREATE TABLE %I (LIKE %I)', kept || '_history', kept);
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY (clinic_id, id, version)', kept || '_history', kept || '_history_pk');
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (clinic_id, id) REFERENCES %I (clinic_id, id)', kept || '_history', kept || '_history_of', kept);
        EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION keep_version()', kept || '_keep', kept);
        EXECUTE format('GRANT SELECT ON %I TO sextant_runtime', kept || '_history');
        EXECUTE format('CALL keep_clinics_apart(%L)', kept || '_history');
    END LOOP;
END
$$;
