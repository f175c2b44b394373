-- What is recorded is ordered by its corrected time, then by when it was recorded, then by id: a list reads its page off the
-- index by one comparison of rows.
DROP INDEX vitals_of_session, side_effect_of_session, medication_of_session, assessment_of_course;
CREATE INDEX vitals_of_session ON vitals (clinic_id, session_id, corrected_at, recorded_at, id);
CREATE INDEX side_effect_of_session ON side_effect (clinic_id, session_id, corrected_at, recorded_at, id);
CREATE INDEX medication_of_session ON medication (clinic_id, session_id, corrected_at, recorded_at, id);
CREATE INDEX assessment_of_course ON assessment (clinic_id, course_id, corrected_at, recorded_at, id);
