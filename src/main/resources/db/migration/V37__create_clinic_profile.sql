-- What a clinic says of itself, with the time zone of its dates. A revision never changes, so what was in force at any
-- moment stays readable.
CREATE TABLE clinic_profile (
    clinic_id     uuid NOT NULL,
    revision      integer NOT NULL CHECK (revision > 0),
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    profile       jsonb NOT NULL CHECK (profile ->> 'timeZone' IS NOT NULL),
    CONSTRAINT clinic_profile_pk PRIMARY KEY (clinic_id, revision)
);
CREATE TRIGGER clinic_profile_journal AFTER INSERT OR UPDATE ON clinic_profile
    FOR EACH ROW EXECUTE FUNCTION journal('clinic_id', 'revision');
CALL keep_clinics_apart('clinic_profile');
GRANT SELECT, INSERT ON clinic_profile TO sextant_runtime;
