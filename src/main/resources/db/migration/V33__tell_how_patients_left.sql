-- Where a patient went at the discharge. Until now every patient went home.
ALTER TABLE session
    ADD COLUMN disposition text CHECK (disposition IN ('HOME', 'HOSPITAL', 'LEFT_AGAINST_ADVICE', 'DIED')),
    ADD COLUMN discharge_reason text;
UPDATE session SET disposition = 'HOME' WHERE discharged_at IS NOT NULL;
ALTER TABLE session ADD CONSTRAINT session_left CHECK ((disposition IS NULL) = (discharged_at IS NULL));

-- What prescribers decided on the suicide risk of an alert, the first review first.
ALTER TABLE alert ADD COLUMN reviews jsonb;
CREATE INDEX alert_reviewed ON alert (clinic_id, patient_id, recorded_at, id) WHERE reviews IS NOT NULL;

-- A trigger may name the act that it stands for.
CREATE OR REPLACE FUNCTION journal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) END;
    record_id text := new_row ->> TG_ARGV[0];
BEGIN
    INSERT INTO public.audit_log (clinic_id, subject, role, request_id, action, resource_type, resource_id, patient_id)
    VALUES (NEW.clinic_id,
            nullif(current_setting('sextant.subject', true), ''),
            nullif(current_setting('sextant.role', true), ''),
            nullif(current_setting('sextant.request_id', true), ''),
            TG_TABLE_NAME || '.' || coalesce(TG_ARGV[2], public.act_of(old_row, new_row)),
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END)::uuid);
    INSERT INTO public.change_log (clinic_id, type, id, version, change)
    VALUES (NEW.clinic_id,
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> TG_ARGV[1])::integer,
            CASE
                WHEN old_row IS NULL THEN 'CREATED'
                WHEN new_row ->> 'status' = 'ENTERED_IN_ERROR' THEN 'ENTERED_IN_ERROR'
                ELSE 'UPDATED'
            END);
    RETURN NULL;
END
$$;
DROP TRIGGER alert_journal ON alert;
CREATE TRIGGER alert_journal AFTER INSERT ON alert
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
CREATE TRIGGER alert_journal_change AFTER UPDATE ON alert
    FOR EACH ROW WHEN (OLD.reviews IS NOT DISTINCT FROM NEW.reviews) EXECUTE FUNCTION journal('id', 'version');
CREATE TRIGGER alert_journal_review AFTER UPDATE ON alert
    FOR EACH ROW WHEN (OLD.reviews IS DISTINCT FROM NEW.reviews) EXECUTE FUNCTION journal('id', 'version', 'reviewed');

-- The patient's last answers, in any course.
CREATE INDEX assessment_of_patient ON assessment (clinic_id, patient_id, corrected_at, recorded_at, id)
    WHERE answers IS NOT NULL;
