-- The chain over a clinic's trail: link n holds the hash of the link before it and of one row of audit_log or call_log, in
-- the order in which rows may be relied on. The service may add links and neither change nor remove one.
CREATE TABLE audit_link (
    clinic_id     uuid NOT NULL,
    n             bigint NOT NULL CHECK (n > 0),
    xid           xid8 NOT NULL,
    seq           bigint NOT NULL,
    hash          bytea NOT NULL CHECK (length(hash) = 32),
    CONSTRAINT audit_link_pk PRIMARY KEY (clinic_id, n),
    CONSTRAINT audit_link_once UNIQUE (clinic_id, xid, seq)
);
CALL keep_clinics_apart('audit_link');
GRANT SELECT, INSERT ON audit_link TO sextant_runtime;

-- What the chain had come to, signed with a key that the database does not know.
CREATE TABLE audit_checkpoint (
    clinic_id     uuid NOT NULL,
    n             bigint NOT NULL,
    hash          bytea NOT NULL,
    at            timestamptz NOT NULL,
    signature     bytea NOT NULL,
    CONSTRAINT audit_checkpoint_pk PRIMARY KEY (clinic_id, n)
);
CALL keep_clinics_apart('audit_checkpoint');
GRANT SELECT, INSERT ON audit_checkpoint TO sextant_runtime;

-- Both kinds of rows as one trail. With the rights and the clinic of who asks.
CREATE VIEW audit_trail WITH (security_invoker = true) AS
    SELECT clinic_id, xid, seq, 'CALL' AS kind, at, issuer, subject, role, client, request_id, action, status::integer,
           NULL AS resource_type, NULL AS resource_id, patient_id
    FROM call_log
    UNION ALL
    SELECT clinic_id, xid, seq, 'CHANGE', at, NULL, subject, role, NULL, request_id, action, NULL,
           resource_type, resource_id, patient_id
    FROM audit_log;
GRANT SELECT ON audit_trail TO sextant_runtime;

-- The clinics with a row that every transaction before it has left behind and that is not in the chain yet: their ids alone.
CREATE FUNCTION clinics_to_seal() RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY
        WITH RECURSIVE written (clinic) AS (
            (SELECT least((SELECT clinic_id FROM public.call_log ORDER BY clinic_id LIMIT 1),
                          (SELECT clinic_id FROM public.audit_log ORDER BY clinic_id LIMIT 1)))
            UNION ALL
            SELECT least((SELECT clinic_id FROM public.call_log WHERE clinic_id > clinic ORDER BY clinic_id LIMIT 1),
                         (SELECT clinic_id FROM public.audit_log WHERE clinic_id > clinic ORDER BY clinic_id LIMIT 1))
            FROM written WHERE clinic IS NOT NULL
        )
        SELECT clinic FROM written
        LEFT JOIN LATERAL (SELECT xid, seq FROM public.audit_link WHERE clinic_id = clinic ORDER BY n DESC LIMIT 1) AS head ON true
        WHERE clinic IS NOT NULL
          AND (EXISTS (SELECT FROM public.call_log AS row
                       WHERE row.clinic_id = clinic AND (row.xid, row.seq) > (coalesce(head.xid, '0'), coalesce(head.seq, 0))
                         AND row.xid < pg_snapshot_xmin(pg_current_snapshot()))
               OR EXISTS (SELECT FROM public.audit_log AS row
                          WHERE row.clinic_id = clinic AND (row.xid, row.seq) > (coalesce(head.xid, '0'), coalesce(head.seq, 0))
                            AND row.xid < pg_snapshot_xmin(pg_current_snapshot())));
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;
REVOKE ALL ON FUNCTION clinics_to_seal() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinics_to_seal() TO sextant_runtime;
