-- Reports on outcomes read these two from end to end, in the order of the courses, and never the tables: a course's scores
-- on one instrument as they were taken, and when its drug was begun. Answers are in it for what they tell of ideation.
CREATE INDEX assessment_by_instrument ON assessment (clinic_id, instrument, course_id, corrected_at, recorded_at, id)
    INCLUDE (total, timepoint, answers) WHERE status <> 'ENTERED_IN_ERROR';
CREATE INDEX session_by_course_start ON session (clinic_id, course_id, started_at) WHERE started_at IS NOT NULL;
