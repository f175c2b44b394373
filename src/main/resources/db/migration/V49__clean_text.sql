-- From now on text is kept in normal form C, without white space and invisible characters at its ends, and identifiers
-- without invisible characters within. Here the rows from before become alike. Histories and revisions stay as they were:
-- they tell what was said then.

-- What a text was before, so that nothing is lost. kept is true where the row still has it.
CREATE TABLE cleaned_text (
    clinic_id uuid NOT NULL,
    of_table  text NOT NULL,
    of_column text NOT NULL,
    id        uuid NOT NULL,
    was       text NOT NULL,
    kept      boolean NOT NULL,
    CONSTRAINT cleaned_text_pk PRIMARY KEY (clinic_id, of_table, of_column, id)
);
CALL keep_clinics_apart('cleaned_text');

CREATE FUNCTION clean_text(sent text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.regexp_replace(pg_catalog.normalize(sent, 'NFC'),
        '^[\u0001-\u0020\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb]+|'
        '[\u0001-\u0020\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb]+$',
        '', 'g');

CREATE FUNCTION clean_code(sent text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN clean_text(pg_catalog.regexp_replace(pg_catalog.regexp_replace(sent,
        '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]',
        '', 'g'),
        '[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'));

DO $$
DECLARE
    texts CONSTANT text[] := ARRAY[
        'patient.family', 'patient.given',
        'course.indication_display', 'course.discontinue_reason', 'course.activation_override_reason',
        'session.escort_name', 'session.escort_phone', 'session.check_in_note', 'session.start_override_reason',
        'session.dose_reason', 'session.waste_witness', 'session.stop_reason', 'session.discharge_escort_name',
        'session.discharge_escort_phone', 'session.discharge_override_reason', 'session.discharge_reason',
        'session.cancel_reason',
        'vitals.note', 'side_effect.action', 'side_effect.note', 'medication.drug', 'medication.reason',
        'dose.reason', 'dose.override_reason', 'clearance.condition', 'clearance.cleared_by', 'clearance.note'];
    codes CONSTANT text[] := ARRAY[
        'course.indication_system', 'course.indication_code', 'session.lot', 'session.end_lot', 'vitals.device_id',
        'medication.unit', 'medication.route', 'dose.lot'];
    tables CONSTANT text[] := ARRAY['patient', 'course', 'session', 'vitals', 'side_effect', 'medication', 'dose', 'clearance'];
    one text;
    named_table text;
    named_column text;
    cleaner text;
    cleaned bigint;
    colliding uuid[];
BEGIN
    -- What a record says does not change, so there is neither a journal line nor a version.
    FOREACH one IN ARRAY tables LOOP
        EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', one);
    END LOOP;

    FOREACH one IN ARRAY texts || codes LOOP
        named_table := split_part(one, '.', 1);
        named_column := split_part(one, '.', 2);
        cleaner := CASE WHEN one = ANY (codes) THEN 'clean_code' ELSE 'clean_text' END;
        -- A text without anything visible stays: most columns must have one.
        EXECUTE format('INSERT INTO cleaned_text SELECT clinic_id, %1$L, %2$L, id, %2$I, %3$I(%2$I) = '''' FROM %1$I WHERE %2$I <> %3$I(%2$I)',
                       named_table, named_column, cleaner);
        EXECUTE format('UPDATE %1$I SET %2$I = %3$I(%2$I) WHERE %2$I <> %3$I(%2$I) AND %3$I(%2$I) <> ''''',
                       named_table, named_column, cleaner);
    END LOOP;

    INSERT INTO cleaned_text
    SELECT clinic_id, 'course', 'labels', id, labels::text, false FROM course
    WHERE EXISTS (SELECT FROM unnest(labels) AS label WHERE label <> clean_code(label));
    UPDATE course SET labels = ARRAY(
        SELECT label FROM (
            SELECT coalesce(nullif(clean_code(sent), ''), sent) AS label, min(place) AS place
            FROM unnest(labels) WITH ORDINALITY AS given (sent, place) GROUP BY 1) AS clean ORDER BY place)
    WHERE EXISTS (SELECT FROM unnest(labels) AS label WHERE label <> clean_code(label));

    -- Of record numbers that become one, the first keeps the number; the others stay as they are, for a person to look at.
    INSERT INTO cleaned_text
    SELECT clinic_id, 'patient', 'mrn', id, mrn, place > 1 OR clean_mrn = ''
    FROM (SELECT clinic_id, id, mrn, clean_code(mrn) AS clean_mrn,
                 row_number() OVER (PARTITION BY clinic_id, clean_code(mrn) ORDER BY mrn <> clean_code(mrn), recorded_at, id) AS place
          FROM patient) AS spelled
    WHERE mrn <> clean_mrn;
    UPDATE patient SET mrn = clean_code(mrn) FROM cleaned_text AS listed
    WHERE listed.clinic_id = patient.clinic_id AND listed.id = patient.id
      AND listed.of_table = 'patient' AND listed.of_column = 'mrn' AND NOT listed.kept;

    FOREACH one IN ARRAY tables LOOP
        EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', one);
    END LOOP;

    SELECT count(*) INTO cleaned FROM cleaned_text WHERE NOT kept;
    IF cleaned > 0 THEN
        -- A client that has a summary asks for it again: it may show such a text.
        UPDATE course_changes SET changes = changes + 1;
        RAISE WARNING '% texts were cleaned of white space and invisible characters; cleaned_text has what they were', cleaned;
    END IF;
    SELECT array_agg(id ORDER BY id) INTO colliding FROM cleaned_text WHERE cleaned_text.of_column = 'mrn' AND kept;
    IF cardinality(colliding) > 0 THEN
        RAISE WARNING '% patients keep their record number as it is, because another patient of the clinic has it cleaned: %',
            cardinality(colliding), array_to_string(colliding[1:20], ', ');
    END IF;
END
$$;

DROP FUNCTION clean_code(text);
DROP FUNCTION clean_text(text);
