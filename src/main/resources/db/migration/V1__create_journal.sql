-- Two roles from the start. The owner of the tables is whoever runs this migration. Requests run as sextant_runtime,
-- which owns nothing and gets each right by name.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sextant_runtime') THEN
        CREATE ROLE sextant_runtime NOLOGIN;
    END IF;
    -- Where one login both migrates and serves, it must be able to step down. An owner that may not grant the role has
    -- another login to serve.
    EXECUTE format('GRANT sextant_runtime TO %I', current_user);
EXCEPTION
    WHEN insufficient_privilege THEN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sextant_runtime') THEN
            RAISE;
        END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO sextant_runtime;

-- Who did what: append-only for the service.
CREATE TABLE audit_log (
    clinic_id     uuid NOT NULL,
    seq           bigint GENERATED ALWAYS AS IDENTITY,
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at            timestamptz NOT NULL DEFAULT now(),
    subject       text NOT NULL,
    role          text NOT NULL,
    request_id    text NOT NULL,
    action        text NOT NULL,
    resource_type text NOT NULL,
    resource_id   text NOT NULL,
    patient_id    uuid,
    CONSTRAINT audit_log_pk PRIMARY KEY (clinic_id, seq)
);

-- What changed: the writer's transaction id is kept, because a reader that orders by sequence alone misses a row that
-- commits late.
CREATE TABLE change_log (
    clinic_id     uuid NOT NULL,
    seq           bigint GENERATED ALWAYS AS IDENTITY,
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at            timestamptz NOT NULL DEFAULT now(),
    type          text NOT NULL,
    id            text NOT NULL,
    version       integer NOT NULL,
    change        text NOT NULL CHECK (change IN ('CREATED', 'UPDATED', 'ENTERED_IN_ERROR')),
    CONSTRAINT change_log_pk PRIMARY KEY (clinic_id, xid, seq)
);

-- The past tense of a state that a record has reached.
CREATE FUNCTION act_of(old_row jsonb, new_row jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN old_row IS NULL THEN 'created'
        WHEN old_row ->> 'resolved_at' IS NULL AND new_row ->> 'resolved_at' IS NOT NULL THEN 'resolved'
        WHEN new_row ->> 'status' IS DISTINCT FROM old_row ->> 'status' THEN
            CASE new_row ->> 'status'
                WHEN 'ACTIVE' THEN 'activated'
                WHEN 'INFUSING' THEN
                    CASE WHEN new_row ->> 'start_override_reason' IS NULL THEN 'started' ELSE 'started_by_override' END
                WHEN 'OBSERVING' THEN 'ended'
                WHEN 'DISCHARGED' THEN
                    CASE WHEN new_row ->> 'discharge_override_reason' IS NULL THEN 'discharged' ELSE 'discharged_by_override' END
                ELSE lower(new_row ->> 'status')
            END
        ELSE 'updated'
    END
$$;

-- Journals one written row. It runs with the owner's rights: the service itself can neither alter nor omit a line, and
-- no write of a clinical table can go without one. An unset setting is '' on a pooled connection, and '' is nobody.
-- pg_temp comes last, or a temporary table could take the place of the journal. TG_ARGV names the columns that hold the record's id and version.
CREATE FUNCTION journal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) END;
    record_id text := new_row ->> TG_ARGV[0];
BEGIN
    INSERT INTO public.audit_log (clinic_id, subject, role, request_id, action, resource_type, resource_id, patient_id)
    VALUES (NEW.clinic_id,
            nullif(current_setting('sextant.subject', true), ''),
            nullif(current_setting('sextant.role', true), ''),
            nullif(current_setting('sextant.request_id', true), ''),
            TG_TABLE_NAME || '.' || public.act_of(old_row, new_row),
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END)::uuid);
    INSERT INTO public.change_log (clinic_id, type, id, version, change)
    VALUES (NEW.clinic_id,
            upper(TG_TABLE_NAME),
            record_id,
            (new_row ->> TG_ARGV[1])::integer,
            CASE
                WHEN old_row IS NULL THEN 'CREATED'
                WHEN new_row ->> 'status' = 'ENTERED_IN_ERROR' THEN 'ENTERED_IN_ERROR'
                ELSE 'UPDATED'
            END);
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION journal() FROM PUBLIC;
