-- Tells the site what was done for these orders while a station had them. Not piece by piece: each place of the feed is
-- read by all stations, and none of them may touch what another has. In the transaction that lets go: whoever gets
-- the order next hears of all that was done before it hears of its own claim.
CREATE OR REPLACE FUNCTION let_go(p_site uuid, ids uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = packstation, pg_temp AS $$
BEGIN
    WITH told AS (
        UPDATE document SET body = later_body, later_body = NULL, version = version + 1
        WHERE site_id = p_site AND kind = 'task' AND key = ANY (ids::text[]) AND later_body IS NOT NULL
        RETURNING key, version
    )
    INSERT INTO feed_pending (site_id, kind, key, version) SELECT p_site, 'task', key, version FROM told ORDER BY key;
END $$;
