-- Claims whose lease is over belong to nobody; the next claim has another fence. By central's clock alone.
CREATE OR REPLACE FUNCTION reap(p_site uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    -- Asked once: a time that may change from row to row cannot be looked up in an index.
    moment timestamptz := clock_timestamp();
    ids uuid[];
BEGIN
    PERFORM FROM (
        SELECT lease_until FROM orders
        WHERE site_id = p_site AND lease_until IS NOT NULL ORDER BY lease_until LIMIT 1
    ) first WHERE lease_until < moment;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    WITH over AS (
        SELECT order_id FROM orders
        WHERE site_id = p_site AND lease_until < moment
        ORDER BY lease_until LIMIT 200 FOR UPDATE SKIP LOCKED
    ), freed AS (
        UPDATE orders SET last_holder = holder, holder = NULL, lease_until = NULL, version = version + 1
        WHERE site_id = p_site AND order_id = ANY (ARRAY(SELECT order_id FROM over))
        RETURNING order_id, version
    ), told AS (
        INSERT INTO feed_pending (site_id, kind, key, version) SELECT p_site, 'order', order_id, version FROM freed
    )
    SELECT array_agg(order_id) INTO ids FROM freed;
    PERFORM let_go(p_site, ids);
END $$;
