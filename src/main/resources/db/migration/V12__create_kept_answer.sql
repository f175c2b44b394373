-- What was answered under an Idempotency-Key, with the effect in one transaction. Not clinical history: it is purged.
CREATE TABLE kept_answer (
    clinic_id        uuid NOT NULL,
    client           text NOT NULL,
    idempotency_key  text NOT NULL,
    fingerprint      text NOT NULL,
    status           smallint NOT NULL,
    headers          jsonb NOT NULL,
    body             text NOT NULL,
    kept_at          timestamptz NOT NULL,
    CONSTRAINT kept_answer_pk PRIMARY KEY (clinic_id, client, idempotency_key)
);
-- Across clinics: the oldest are forgotten first.
CREATE INDEX kept_answer_by_age ON kept_answer (kept_at);
GRANT SELECT, INSERT, DELETE ON kept_answer TO sextant_runtime;
