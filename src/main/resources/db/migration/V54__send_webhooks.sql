-- Addresses of other systems that are told of changes. What the clinic decides is in webhook, and each change of it is journalled;
-- how far the sending has come is in webhook_sender, which each delivery changes.
CREATE TABLE webhook (
    clinic_id         uuid NOT NULL,
    id                uuid NOT NULL,
    version           integer NOT NULL,
    recorded_at       timestamptz NOT NULL,
    recorded_by       text NOT NULL,
    content_hash      text NOT NULL,
    url               text NOT NULL,
    description       text,
    types             text,
    in_flight         integer NOT NULL CHECK (in_flight BETWEEN 1 AND 8),
    max_per_second    integer CHECK (max_per_second > 0),
    status            text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'DISABLED')),
    disabled_reason   text CHECK (disabled_reason IN ('GONE', 'EXHAUSTED', 'BY_ADMIN', 'FORBIDDEN_ADDRESS')),
    -- Encrypted with a key that the database does not know.
    secret            bytea NOT NULL,
    old_secret        bytea,
    old_secret_until  timestamptz,
    CONSTRAINT webhook_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT webhook_why CHECK ((status = 'DISABLED') = (disabled_reason IS NOT NULL))
);
CREATE INDEX webhook_by_time ON webhook (clinic_id, recorded_at, id);
CREATE TRIGGER webhook_journal AFTER INSERT ON webhook FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
CREATE TRIGGER webhook_journal_change AFTER UPDATE ON webhook
    FOR EACH ROW WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION journal('id', 'version');
CALL keep_clinics_apart('webhook');
GRANT SELECT, INSERT, UPDATE ON webhook TO sextant_runtime;

CREATE TABLE webhook_sender (
    clinic_id        uuid NOT NULL,
    webhook_id       uuid NOT NULL,
    -- The last change of an unbroken run that was delivered or set aside, and the history that the receiver was told of.
    era              integer NOT NULL,
    timeline         integer NOT NULL,
    xid              bigint NOT NULL,
    seq              bigint NOT NULL,
    told_era         integer NOT NULL,
    told_timeline    integer NOT NULL,
    -- Of changes behind the position, at most one window of them: delivered already, or how often refused.
    pending          jsonb NOT NULL DEFAULT '{}',
    asked            text CHECK (asked IN ('VERIFY', 'TEST')),
    due_at           timestamptz NOT NULL DEFAULT now(),
    -- Whoever sends holds the lease; a sender whose token is not the last one changes nothing.
    lease_token      bigint NOT NULL DEFAULT 0,
    leased_until     timestamptz NOT NULL DEFAULT '-infinity',
    failing_since    timestamptz,
    failures         integer NOT NULL DEFAULT 0,
    last_success_at  timestamptz,
    last_error       text,
    CONSTRAINT webhook_sender_pk PRIMARY KEY (clinic_id, webhook_id),
    CONSTRAINT webhook_sender_of FOREIGN KEY (clinic_id, webhook_id) REFERENCES webhook (clinic_id, id)
) WITH (fillfactor = 60);
CALL keep_clinics_apart('webhook_sender');
GRANT SELECT, INSERT ON webhook_sender TO sextant_runtime;
GRANT UPDATE (era, timeline, xid, seq, told_era, told_timeline, pending, asked, due_at, lease_token, failing_since, failures)
    ON webhook_sender TO sextant_runtime;

-- The newest attempts of an address, without what was sent and answered.
CREATE TABLE webhook_attempt (
    clinic_id   uuid NOT NULL,
    webhook_id  uuid NOT NULL,
    n           bigint GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    item        text NOT NULL,
    status      integer,
    ms          integer NOT NULL,
    error       text,
    CONSTRAINT webhook_attempt_pk PRIMARY KEY (clinic_id, webhook_id, n),
    CONSTRAINT webhook_attempt_of FOREIGN KEY (clinic_id, webhook_id) REFERENCES webhook (clinic_id, id)
);
CALL keep_clinics_apart('webhook_attempt');
GRANT SELECT ON webhook_attempt TO sextant_runtime;

-- Changes that the receiver refused five times: the others went on.
CREATE TABLE webhook_dead (
    clinic_id     uuid NOT NULL,
    webhook_id    uuid NOT NULL,
    item          text NOT NULL,
    era           integer NOT NULL,
    timeline      integer NOT NULL,
    xid           bigint NOT NULL,
    seq           bigint NOT NULL,
    status        integer NOT NULL,
    tries         integer NOT NULL,
    set_aside_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    replay        boolean NOT NULL DEFAULT false,
    CONSTRAINT webhook_dead_pk PRIMARY KEY (clinic_id, webhook_id, item),
    CONSTRAINT webhook_dead_of FOREIGN KEY (clinic_id, webhook_id) REFERENCES webhook (clinic_id, id)
);
CALL keep_clinics_apart('webhook_dead');
GRANT SELECT ON webhook_dead TO sextant_runtime;
GRANT UPDATE (replay) ON webhook_dead TO sextant_runtime;

-- Gives the next address that has something to be sent to whoever asks, for a while. Nothing is written where there is nothing.
CREATE FUNCTION claim_webhook(seconds integer)
    RETURNS TABLE (clinic_id uuid, webhook_id uuid, lease_token bigint, url text, types text, in_flight integer, max_per_second integer,
                   status text, secret bytea, old_secret bytea, era integer, timeline integer, xid bigint, seq bigint,
                   told_era integer, told_timeline integer, pending text, asked text, failures integer, now_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY
        UPDATE public.webhook_sender AS sender
        SET lease_token = sender.lease_token + 1, leased_until = clock_timestamp() + make_interval(secs => seconds)
        FROM public.webhook AS address
        WHERE address.clinic_id = sender.clinic_id AND address.id = sender.webhook_id
          AND (sender.clinic_id, sender.webhook_id) = (
              SELECT due.clinic_id, due.webhook_id
              FROM public.webhook_sender AS due
              JOIN public.webhook AS of_due ON of_due.clinic_id = due.clinic_id AND of_due.id = due.webhook_id
              CROSS JOIN public.feed_horizon() AS horizon
              WHERE due.due_at <= clock_timestamp() AND due.leased_until < clock_timestamp()
                AND (of_due.status = 'PENDING' AND due.asked IS NOT NULL
                     OR of_due.status = 'ACTIVE' AND (
                         due.asked IS NOT NULL
                         OR (due.told_era, due.told_timeline) < (horizon.era, horizon.timeline)
                         OR EXISTS (SELECT FROM public.webhook_dead AS dead
                                    WHERE dead.clinic_id = due.clinic_id AND dead.webhook_id = due.webhook_id AND dead.replay)
                         OR EXISTS (SELECT FROM public.change_log AS line
                                    WHERE line.clinic_id = due.clinic_id
                                      AND (line.era, line.timeline, line.xid, line.seq)
                                          > (due.era, due.timeline, due.xid::text::xid8, due.seq)
                                      AND (line.era, line.timeline, line.xid) < (horizon.era, horizon.timeline, horizon.xid))))
              ORDER BY due.due_at LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
        RETURNING sender.clinic_id, sender.webhook_id, sender.lease_token, address.url, address.types, address.in_flight,
                  address.max_per_second, address.status, address.secret,
                  CASE WHEN address.old_secret_until > clock_timestamp() THEN address.old_secret END,
                  sender.era, sender.timeline, sender.xid, sender.seq, sender.told_era, sender.told_timeline, sender.pending::text,
                  sender.asked, sender.failures, (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;

-- Notes what came of a turn, and gives the lease back. False, and nothing is noted, where another sender has had it since.
CREATE FUNCTION finish_webhook(of_clinic uuid, of_webhook uuid, token bigint, outcome jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    is_failing boolean := (outcome ->> 'failing')::boolean;
    since timestamptz;
    reason text := outcome ->> 'disable';
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    UPDATE public.webhook_sender SET
        era = (outcome ->> 'era')::integer, timeline = (outcome ->> 'timeline')::integer,
        xid = (outcome ->> 'xid')::bigint, seq = (outcome ->> 'seq')::bigint,
        told_era = (outcome ->> 'toldEra')::integer, told_timeline = (outcome ->> 'toldTimeline')::integer,
        pending = outcome -> 'pending',
        asked = CASE WHEN (outcome ->> 'answered')::boolean THEN NULL ELSE asked END,
        due_at = clock_timestamp() + (outcome ->> 'pauseMs')::bigint * interval '1 millisecond',
        leased_until = '-infinity',
        failing_since = CASE WHEN is_failing THEN coalesce(failing_since, clock_timestamp()) END,
        failures = CASE WHEN is_failing THEN failures + 1 ELSE 0 END,
        last_success_at = CASE WHEN (outcome ->> 'delivered')::boolean THEN clock_timestamp() ELSE last_success_at END,
        last_error = CASE WHEN is_failing THEN outcome ->> 'error' END
    WHERE clinic_id = of_clinic AND webhook_id = of_webhook AND lease_token = token
    RETURNING failing_since INTO since;
    IF NOT FOUND THEN
        PERFORM set_config('sextant.all_clinics', '', true);
        RETURN false;
    END IF;
    INSERT INTO public.webhook_attempt (clinic_id, webhook_id, item, status, ms, error)
        SELECT of_clinic, of_webhook, item, status, ms, error
        FROM jsonb_to_recordset(outcome -> 'attempts') AS attempt (item text, status integer, ms integer, error text);
    DELETE FROM public.webhook_attempt WHERE clinic_id = of_clinic AND webhook_id = of_webhook AND n <= (
        SELECT n FROM public.webhook_attempt WHERE clinic_id = of_clinic AND webhook_id = of_webhook
        ORDER BY n DESC OFFSET 1000 LIMIT 1);
    INSERT INTO public.webhook_dead (clinic_id, webhook_id, item, era, timeline, xid, seq, status, tries)
        SELECT of_clinic, of_webhook, item, era, timeline, xid, seq, status, tries
        FROM jsonb_to_recordset(outcome -> 'dead')
            AS dead (item text, era integer, timeline integer, xid bigint, seq bigint, status integer, tries integer)
        ON CONFLICT (clinic_id, webhook_id, item) DO UPDATE
            SET status = excluded.status, tries = webhook_dead.tries + excluded.tries, set_aside_at = clock_timestamp(),
                replay = false;
    DELETE FROM public.webhook_dead WHERE clinic_id = of_clinic AND webhook_id = of_webhook
        AND item IN (SELECT jsonb_array_elements_text(outcome -> 'revived'));
    IF reason IS NULL AND clock_timestamp() - since >= interval '72 hours' THEN
        reason := 'EXHAUSTED';
    END IF;
    IF reason IS NOT NULL OR (outcome ->> 'activate')::boolean THEN
        PERFORM set_config('sextant.subject', 'sextant', true), set_config('sextant.role', 'SERVICE', true),
                set_config('sextant.request_id', 'webhook', true);
        UPDATE public.webhook SET
            status = CASE WHEN reason IS NULL THEN 'ACTIVE' ELSE 'DISABLED' END, disabled_reason = reason, version = version + 1
        WHERE clinic_id = of_clinic AND id = of_webhook AND status <> 'DISABLED';
    END IF;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN true;
END
$$;

-- How many addresses fail or were given up, for the operator.
CREATE FUNCTION webhook_counts(OUT active bigint, OUT failing bigint, OUT disabled bigint, OUT dead bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    SELECT count(*) FILTER (WHERE status = 'ACTIVE'), count(*) FILTER (WHERE status <> 'DISABLED' AND failing_since IS NOT NULL),
           count(*) FILTER (WHERE status = 'DISABLED' AND disabled_reason <> 'BY_ADMIN')
        INTO active, failing, disabled
        FROM public.webhook AS address JOIN public.webhook_sender AS sender
             ON sender.clinic_id = address.clinic_id AND sender.webhook_id = address.id;
    SELECT count(*) INTO dead FROM public.webhook_dead;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION claim_webhook(integer), finish_webhook(uuid, uuid, bigint, jsonb), webhook_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_webhook(integer), finish_webhook(uuid, uuid, bigint, jsonb), webhook_counts() TO sextant_runtime;
