-- Gives what is pending its place in the site's feed. Whoever finds the head taken leaves it to the one that has
-- it; nobody waits. Never in the transaction that made the change: all that is seen here is committed.
CREATE OR REPLACE FUNCTION sequence(p_site uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    head site_head;
    changed record;
    moment timestamptz := clock_timestamp();
    seqs bigint[] := '{}';
    hashes bytea[] := '{}';
    kinds text[] := '{}';
    keys text[] := '{}';
    versions bigint[] := '{}';
BEGIN
    IF NOT EXISTS (SELECT 1 FROM feed_pending WHERE site_id = p_site) THEN
        RETURN;
    END IF;
    SELECT * INTO head FROM site_head WHERE site_id = p_site FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOR changed IN
        WITH moved AS (DELETE FROM feed_pending WHERE site_id = p_site RETURNING pid, kind, key, version)
        SELECT kind, key, version FROM moved ORDER BY pid
    LOOP
        head.seq := head.seq + 1;
        -- The random part tells this row from one that had its number before a restore.
        head.hash := sha256(head.hash || uuid_send(gen_random_uuid())
            || convert_to(concat_ws(' ', head.seq, changed.kind, changed.key, changed.version), 'UTF8'));
        seqs := seqs || head.seq;
        hashes := hashes || head.hash;
        kinds := kinds || changed.kind;
        keys := keys || changed.key;
        versions := versions || changed.version;
    END LOOP;
    INSERT INTO feed (site_id, seq, kind, key, version, hash, at)
        SELECT p_site, s.seq, s.kind, s.key, s.version, s.hash, moment
        FROM unnest(seqs, kinds, keys, versions, hashes) AS s (seq, kind, key, version, hash);
    UPDATE site_head SET seq = head.seq, hash = head.hash WHERE site_id = p_site;
END $$;
