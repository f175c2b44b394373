-- An appointment may be made in a time zone of its own; null is the clinic's. Each move is kept, first one first. A
-- cancellation says on whose side the cause lies, and which cause it is.
ALTER TABLE session
    ADD COLUMN time_zone text,
    ADD COLUMN reschedules jsonb CHECK (jsonb_typeof(reschedules) = 'array'),
    ADD COLUMN cancel_by text CHECK (cancel_by IN ('PATIENT', 'CLINIC')),
    ADD COLUMN cancel_cause text CHECK (cancel_cause IN ('NO_ESCORT', 'NOT_FASTED', 'ILL', 'BLOOD_PRESSURE', 'COVERAGE',
                                                         'PREGNANCY', 'NO_SHOW', 'OTHER')),
    ADD CONSTRAINT session_no_show_is_the_cause CHECK ((cancel_cause = 'NO_SHOW') = no_show);
