-- What every call asks first.
CREATE OR REPLACE FUNCTION standing_of(me station, p_epoch uuid) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE
        WHEN me.closed_at IS NOT NULL THEN 'closed'
        WHEN (SELECT epoch FROM site WHERE site_id = me.site_id) <> p_epoch THEN 'restored'
        ELSE 'go' END;
END $$;
