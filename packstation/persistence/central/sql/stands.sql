-- What every call asks first: does the station speak of the central that this is?
CREATE OR REPLACE FUNCTION stands(me station, p_epoch uuid) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    RETURN (
        SELECT CASE WHEN me.closed_at IS NOT NULL THEN 'closed' WHEN epoch <> p_epoch THEN 'restored' ELSE 'go' END
        FROM site_head WHERE site_id = me.site_id);
END $$;
