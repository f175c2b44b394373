-- When the end of the drug was recorded, which may be long after it. Of earlier ends the journal knows it; an imported end was
-- recorded with its session.
ALTER TABLE session ADD COLUMN end_recorded_at timestamptz;
ALTER TABLE session_history ADD COLUMN end_recorded_at timestamptz;
-- No change of a session that its version, its journal or its readers would have to know.
ALTER TABLE session DISABLE TRIGGER USER;
UPDATE session SET end_recorded_at = recorded_at WHERE ended_at IS NOT NULL;
UPDATE session SET end_recorded_at = journal.at
FROM (SELECT clinic_id, resource_id, min(at) AS at FROM audit_log WHERE action = 'session.ended' GROUP BY clinic_id, resource_id)
    AS journal
WHERE journal.clinic_id = session.clinic_id AND journal.resource_id = session.id::text AND ended_at IS NOT NULL;
ALTER TABLE session ENABLE TRIGGER USER;
ALTER TABLE session ADD CONSTRAINT session_end_recorded CHECK ((ended_at IS NULL) = (end_recorded_at IS NULL));
