-- By which cursors of de-identified pages are encrypted: a cursor carries the key of its export's stand-ins.
CREATE TABLE export_secret (
    clinic_id     uuid NOT NULL,
    secret        bytea NOT NULL CHECK (length(secret) = 32),
    CONSTRAINT export_secret_pk PRIMARY KEY (clinic_id)
);
GRANT SELECT, INSERT ON export_secret TO sextant_runtime;
