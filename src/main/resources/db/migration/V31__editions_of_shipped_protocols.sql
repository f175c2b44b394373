-- Sextant ships its protocols in editions. A revision that a clinic defined itself has no edition.
ALTER TABLE protocol ADD COLUMN shipped_edition integer CHECK (shipped_edition > 0);

-- The first revision of each shipped protocol was inserted before anything else could be. What it says does not change,
-- so nothing is journalled.
ALTER TABLE protocol DISABLE TRIGGER protocol_journal;
UPDATE protocol SET shipped_edition = 1
WHERE revision = 1 AND code IN ('iv-ketamine-0.5', 'im-ketamine-0.5', 'intranasal-esketamine-56');
ALTER TABLE protocol ENABLE TRIGGER protocol_journal;

-- Protocols can require more kinds of clearances.
ALTER TABLE clearance
    DROP CONSTRAINT clearance_kind_check,
    ADD CONSTRAINT clearance_kind CHECK (kind IN (
        'PSYCHIATRIC_EVALUATION', 'PHYSICAL_EXAM', 'BLOOD_WORK', 'CONSENT', 'PREGNANCY_TEST', 'URINE_DRUG_SCREEN', 'ECG',
        'LIVER_FUNCTION', 'KIDNEY_FUNCTION', 'PDMP_CHECK', 'ANAESTHESIA_REVIEW', 'REMS_ENROLMENT', 'BOXED_WARNING',
        'PAYER_AUTHORISATION'));
