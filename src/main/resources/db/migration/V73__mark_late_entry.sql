-- Whether a missed reading had counted as missed before its start was recorded, so that staff may still be typing it in. Not
-- known of earlier alerts.
ALTER TABLE alert ADD COLUMN late_entry boolean;
ALTER TABLE alert ADD CONSTRAINT alert_late CHECK (late_entry IS NULL OR due_at IS NOT NULL);
