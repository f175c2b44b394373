-- Each clinic has a fair share of the senders' turns: a clinic whose addresses hang keeps no other one waiting. Whoever asks names
-- the clinics that have all the turns they may have there; of the others, the one that has the fewest turns anywhere comes first.
DROP FUNCTION claim_webhook(integer);
CREATE FUNCTION claim_webhook(seconds integer, served uuid[])
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
                AND due.clinic_id <> ALL (served)
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
              ORDER BY (SELECT count(*) FROM public.webhook_sender AS held
                        WHERE held.clinic_id = due.clinic_id AND held.leased_until >= clock_timestamp()), due.due_at
              LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
        RETURNING sender.clinic_id, sender.webhook_id, sender.lease_token, address.url, address.types, address.in_flight,
                  address.max_per_second, address.status, address.secret,
                  CASE WHEN address.old_secret_until > clock_timestamp() THEN address.old_secret END,
                  sender.era, sender.timeline, sender.xid, sender.seq, sender.told_era, sender.told_timeline, sender.pending::text,
                  sender.asked, sender.failures, (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION claim_webhook(integer, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_webhook(integer, uuid[]) TO sextant_runtime;
