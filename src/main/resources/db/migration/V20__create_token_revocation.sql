-- Tokens that are no longer good although they have not expired: one by its id, or all that a caller had at the time.
-- Each replica reads those of all clinics every few seconds. Once every such token has expired, the row is forgotten.
CREATE TABLE token_revocation (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       integer NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text NOT NULL,
    content_hash  text NOT NULL,
    jti           text,
    sub           text,
    reason        text NOT NULL,
    CONSTRAINT token_revocation_pk PRIMARY KEY (clinic_id, id),
    CONSTRAINT token_revocation_of_one CHECK (num_nonnulls(jti, sub) = 1)
);
CREATE INDEX token_revocation_by_age ON token_revocation (recorded_at);
CREATE TRIGGER token_revocation_journal AFTER INSERT OR UPDATE ON token_revocation
    FOR EACH ROW EXECUTE FUNCTION journal('id', 'version');
GRANT SELECT, INSERT ON token_revocation TO sextant_runtime;

-- What is done for all clinics at once, with the owner's rights. The setting lets the owner, and nobody else, see the rows
-- of all clinics where row-level security keeps them apart.
CREATE FUNCTION revocations_since(moment timestamptz)
    RETURNS TABLE (clinic_id uuid, jti text, sub text, recorded_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    RETURN QUERY SELECT revocation.clinic_id, revocation.jti, revocation.sub, revocation.recorded_at
        FROM public.token_revocation AS revocation WHERE revocation.recorded_at > moment;
    PERFORM set_config('sextant.all_clinics', '', true);
END
$$;

CREATE FUNCTION forget_revocations(before timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    forgotten integer;
BEGIN
    PERFORM set_config('sextant.all_clinics', 'on', true);
    DELETE FROM public.token_revocation WHERE recorded_at < before;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    PERFORM set_config('sextant.all_clinics', '', true);
    RETURN forgotten;
END
$$;
REVOKE ALL ON FUNCTION revocations_since(timestamptz), forget_revocations(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revocations_since(timestamptz), forget_revocations(timestamptz) TO sextant_runtime;
