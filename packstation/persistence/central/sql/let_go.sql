-- Tells the site what was done for these orders while a station had them. Not piece by piece: each place of the feed is
-- read by all stations, and none of them may touch what another has. In the transaction that lets go: whoever gets
-- the order next hears of all that was done before it hears of its own claim.
CREATE OR REPLACE FUNCTION let_go(p_site uuid, ids uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    one text;
    newer bigint;
BEGIN
    FOR one IN
        -- LIMIT as in feed_rows: each is looked up by its key.
        SELECT k.key FROM unnest(ids) i CROSS JOIN LATERAL (
            SELECT key FROM packstation.document
            WHERE site_id = p_site AND kind = 'task' AND key = i::text AND later_body IS NOT NULL LIMIT 1) k
        ORDER BY k.key
    LOOP
        UPDATE packstation.document SET body = later_body, later_body = NULL, version = version + 1
            WHERE site_id = p_site AND kind = 'task' AND key = one RETURNING version INTO newer;
        INSERT INTO packstation.feed_pending (site_id, kind, key, version) VALUES (p_site, 'task', one, newer);
    END LOOP;
END $$;

-- These orders, which the caller has locked, are nobody's; their last holder is who had them. How many.
CREATE OR REPLACE FUNCTION set_free(p_site uuid, ids uuid[]) RETURNS integer
LANGUAGE plpgsql AS $$
BEGIN
    WITH freed AS (
        UPDATE packstation.orders SET last_holder = holder, holder = NULL, lease_until = NULL, version = version + 1
        WHERE site_id = p_site AND order_id = ANY (ids)
        RETURNING order_id, version
    )
    INSERT INTO packstation.feed_pending (site_id, kind, key, version)
        SELECT p_site, 'order', order_id, version FROM freed;
    PERFORM packstation.let_go(p_site, ids);
    RETURN cardinality(ids);
END $$;
