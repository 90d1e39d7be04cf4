-- Claims whose lease is over belong to nobody; the next claim has another fence. By central's clock alone.
CREATE OR REPLACE FUNCTION reap(p_site uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    -- Asked once: a time that may change from row to row cannot be looked up in an index.
    moment timestamptz := clock_timestamp();
BEGIN
    PERFORM FROM (
        SELECT lease_until FROM orders
        WHERE site_id = p_site AND lease_until IS NOT NULL ORDER BY lease_until LIMIT 1
    ) first WHERE lease_until < moment;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM set_free(p_site, ARRAY(
        SELECT order_id FROM orders
        WHERE site_id = p_site AND lease_until < moment
        ORDER BY lease_until LIMIT 200 FOR UPDATE SKIP LOCKED));
END $$;
