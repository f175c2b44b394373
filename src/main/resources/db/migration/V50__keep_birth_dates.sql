-- A record must not lie before the patient's birth, and the birth date must not move past a record. Whoever records holds
-- the row FOR KEY SHARE, whoever moves the birth date FOR UPDATE. PostgreSQL gives a holder of KEY SHARE the present row
-- only where a key changed: so the birth date is part of a key. A change of anything else waits for nobody.
CREATE UNIQUE INDEX patient_born ON patient (clinic_id, id, birth_date);
