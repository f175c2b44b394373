-- What one statement inserts is journalled by one statement: a batch of twenty readings cost twenty calls of a function and
-- forty inserts. Each row still names its own caller. Where one transaction stores records of several calls,
-- sextant.callers says for each record who recorded it, in which role and by which request: {"<id>": ["…", "…", "…"]}. A
-- record that is not named there is nobody's, and is refused, as it is where no caller is set at all.
CREATE FUNCTION journal_added() RETURNS trigger
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
    INSERT INTO public.change_log (clinic_id, type, id, version, change)
    SELECT clinic_id, upper(TG_TABLE_NAME), id::text, version, 'CREATED' FROM added;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION journal_added() FROM PUBLIC;

DO $$
DECLARE
    chart text;
BEGIN
    FOREACH chart IN ARRAY ARRAY['course', 'session', 'vitals', 'side_effect', 'medication', 'dose', 'assessment', 'alert'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', chart || '_journal', chart);
        EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_added()',
                       chart || '_journal', chart);
        -- Sessions and alerts have had triggers of their own for changes.
        IF chart NOT IN ('session', 'alert') THEN
            EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION journal(''id'', ''version'')',
                           chart || '_journal_change', chart);
        END IF;
    END LOOP;
END
$$;
