-- The fastest rate over the longest time that can be sent, three centuries of 10000 mg/h: what was typed in wrong, if in
-- range, is remarked on and not a failure.
ALTER TABLE session ALTER COLUMN delivered_mg TYPE numeric(14, 2);
