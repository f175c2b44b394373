-- The second lock between clinics. The first is the service's own: each of its queries names the clinic. Here the database
-- refuses by itself whatever is not the clinic's for which the transaction runs; without a clinic there is nothing.
-- An unset setting is '' on a pooled connection. RETURN, not a string, so that no search path can change what it means.
CREATE FUNCTION clinic_at_work() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(pg_catalog.current_setting('sextant.clinic', true), '')::uuid;

-- True where the owner has said that it works on all clinics: migrations, and the few functions that must.
CREATE FUNCTION works_on_all_clinics() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(pg_catalog.current_setting('sextant.all_clinics', true), '') = 'on';

-- The histories had everything of their tables but the bond to them.
DO $$
DECLARE
    chart text;
BEGIN
    FOREACH chart IN ARRAY ARRAY['vitals', 'side_effect', 'medication', 'assessment'] LOOP
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (clinic_id, id) REFERENCES %I',
                       chart || '_history', chart || '_history_of', chart);
    END LOOP;
END
$$;

-- For each table with a clinic_id: CALL keep_clinics_apart('the_table'); in the migration that makes it. A test fails
-- where that was forgotten. The subselects let the clinic be read once a statement and indexes be used.
-- FORCEd, so that the owner is held to it as well; its own policy lets it see all clinics only where it says so.
CREATE PROCEDURE keep_clinics_apart(of_table regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', of_table);
    EXECUTE format('CREATE POLICY of_clinic_at_work ON %s USING (clinic_id = (SELECT public.clinic_at_work()))', of_table);
    EXECUTE format('CREATE POLICY of_owner ON %s TO CURRENT_USER USING ((SELECT public.works_on_all_clinics()))', of_table);
END
$$;
REVOKE ALL ON PROCEDURE keep_clinics_apart(regclass) FROM PUBLIC;

DO $$
DECLARE
    of_clinics regclass;
BEGIN
    FOR of_clinics IN
        SELECT pg_class.oid FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname = 'clinic_id' AND NOT attisdropped
    LOOP
        CALL keep_clinics_apart(of_clinics);
    END LOOP;
END
$$;

-- Row-level security lets an index be searched only by operators that are known not to leak, and lower() is not: what it
-- makes is kept in a column, which is compared as text.
ALTER TABLE patient ADD COLUMN family_key text GENERATED ALWAYS AS (lower(family)) STORED;
DROP INDEX patient_by_family;
CREATE INDEX patient_by_family ON patient (clinic_id, family_key, recorded_at, id);
