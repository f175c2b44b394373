-- A clinic's rules. A revision never changes; a course stays on the revision it was created with.
CREATE TABLE protocol (
    clinic_id     uuid NOT NULL,
    code          text NOT NULL,
    revision      integer NOT NULL CHECK (revision > 0),
    recorded_at   timestamptz NOT NULL DEFAULT now(),
    rules         jsonb NOT NULL,
    CONSTRAINT protocol_pk PRIMARY KEY (clinic_id, code, revision)
);
CREATE TRIGGER protocol_journal AFTER INSERT OR UPDATE ON protocol
    FOR EACH ROW EXECUTE FUNCTION journal('code', 'revision');
GRANT SELECT, INSERT ON protocol TO sextant_runtime;
