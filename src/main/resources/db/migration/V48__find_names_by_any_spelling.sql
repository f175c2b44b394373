-- The key by which a family name is found, whatever its case, accents, apostrophes and normal form. A letter with an
-- accent is taken apart first, so that lower() has only letters to fold, which the locale C knows as well.
CREATE FUNCTION name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.lower(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
        pg_catalog.translate(
            pg_catalog.regexp_replace(
                pg_catalog.normalize(
                    pg_catalog.regexp_replace(
                        name,
                        '[\u0027\u0060\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\u055a\u05f3\u2018-\u201b\u2032\u2035\ua78b\ua78c\uff07]',
                        '', 'g'),
                    'NFKD'),
                '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0655\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]',
                '', 'g'),
            'ØøĐđÐðĦħıŁłŊŋŦŧÆŒÞẞ', 'OoDdDdHhiLlNnTtæœþß'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'));

DROP INDEX patient_by_family;
ALTER TABLE patient DROP COLUMN family_key;
ALTER TABLE patient ADD COLUMN family_key text GENERATED ALWAYS AS (name_key(family)) STORED;
CREATE INDEX patient_by_family ON patient (clinic_id, family_key, recorded_at, id);
