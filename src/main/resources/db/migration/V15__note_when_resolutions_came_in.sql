-- A summary says when anything in it last changed, so a side effect has to know when its end came in.
ALTER TABLE side_effect ADD COLUMN resolution_recorded_at timestamptz;
ALTER TABLE side_effect_history ADD COLUMN resolution_recorded_at timestamptz;
-- Of those from before the journal tells. It is no change of the record, so neither a journal line nor a version is kept.
ALTER TABLE side_effect DISABLE TRIGGER USER;
UPDATE side_effect SET resolution_recorded_at = told.at
FROM (SELECT clinic_id, resource_id, max(at) AS at FROM audit_log WHERE action = 'side_effect.resolved' GROUP BY clinic_id, resource_id) AS told
WHERE told.clinic_id = side_effect.clinic_id AND told.resource_id = side_effect.id::text AND resolved_at IS NOT NULL;
ALTER TABLE side_effect ENABLE TRIGGER USER;
