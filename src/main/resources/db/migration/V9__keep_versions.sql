-- What is recorded in a chart can be corrected. Each version that was is kept, and nobody can change it: the trigger
-- writes it with the owner's rights, and the runtime role may only read it.
CREATE FUNCTION keep_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- The history's columns are those of the table, in the same order.
    EXECUTE format('INSERT INTO public.%I SELECT ($1).*', TG_TABLE_NAME || '_history') USING OLD;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION keep_version() FROM PUBLIC;

DO $$
DECLARE
    chart text;
BEGIN
    FOREACH chart IN ARRAY ARRAY['vitals', 'side_effect', 'medication', 'assessment'] LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN changed_at timestamptz, ADD COLUMN changed_by text, ADD COLUMN change_reason text', chart);
        EXECUTE format('CREATE TABLE %I (LIKE %I)', chart || '_history', chart);
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY (clinic_id, id, version)', chart || '_history', chart || '_history_pk');
        EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_version()', chart || '_keep', chart);
        EXECUTE format('GRANT SELECT ON %I TO sextant_runtime', chart || '_history');
        EXECUTE format('GRANT UPDATE ON %I TO sextant_runtime', chart);
    END LOOP;
END
$$;
