-- What every call asks first: does the station speak of the central that this is, and where does its feed stand?
-- All of it in one statement: three hundred stations ask every second, and it is statements that cost.
CREATE OR REPLACE FUNCTION stands(me station, p_epoch uuid) RETURNS standpoint
LANGUAGE plpgsql AS $$
DECLARE
    here standpoint;
BEGIN
    SELECT CASE WHEN me.closed_at IS NOT NULL THEN 'closed' WHEN s.epoch <> p_epoch THEN 'restored' ELSE 'go' END,
        h.seq, h.min_seq, h.hash, EXISTS (SELECT FROM feed_pending WHERE site_id = me.site_id)
        INTO here
        FROM site s, site_head h WHERE s.site_id = me.site_id AND h.site_id = me.site_id;
    RETURN here;
END $$;

-- The same once what is pending has its place in the feed.
CREATE OR REPLACE FUNCTION stands_now(me station, p_epoch uuid) RETURNS standpoint
LANGUAGE plpgsql AS $$
DECLARE
    here standpoint := stands(me, p_epoch);
BEGIN
    IF here.pending THEN
        PERFORM sequence(me.site_id);
        here := stands(me, p_epoch);
    END IF;
    RETURN here;
END $$;
