-- Why a course was discontinued, as a code beside the words. Earlier courses have words only.
ALTER TABLE course ADD COLUMN end_reason text CHECK (end_reason IN (
    'NO_RESPONSE', 'ADVERSE_EVENT', 'PATIENT_CHOICE', 'COST', 'COVERAGE', 'LOST', 'TRANSFERRED', 'DIED', 'PREGNANCY', 'OTHER'));
ALTER TABLE course ADD CONSTRAINT course_end_coded CHECK (end_reason IS NULL OR status = 'DISCONTINUED');
-- In the same order as those of the table.
ALTER TABLE course_history ADD COLUMN end_reason text;
