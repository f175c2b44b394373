-- When a patient was last changed, for systems that keep a copy. Of the earlier versions from before, it is not known.
ALTER TABLE patient ADD COLUMN changed_at timestamptz;
ALTER TABLE patient_history ADD COLUMN changed_at timestamptz;
-- Of the present ones the journal tells. It is no change of the record, so neither a journal line nor a version is kept.
ALTER TABLE patient DISABLE TRIGGER USER;
UPDATE patient SET changed_at = coalesce(
    (SELECT max(line.at) FROM audit_log AS line
     WHERE line.clinic_id = patient.clinic_id AND line.patient_id = patient.id AND line.action = 'patient.updated'),
    recorded_at)
WHERE version > 1;
ALTER TABLE patient ENABLE TRIGGER USER;
