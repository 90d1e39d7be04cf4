-- These orders, which the caller has locked, are the station's. Only a new holder is news, and has a new fence.
CREATE OR REPLACE FUNCTION grant_to(me station, ids uuid[], lease_s integer) RETURNS json
LANGUAGE plpgsql AS $$
DECLARE
    grants json;
BEGIN
    WITH news AS (
        SELECT order_id FROM orders WHERE site_id = me.site_id AND order_id = ANY (ids) AND holder IS NULL
    ), given AS (
        UPDATE orders SET
            fence = fence + (holder IS NULL)::integer,
            version = version + (holder IS NULL)::integer,
            holder = me.station_id,
            last_holder = me.station_id,
            lease_until = CASE WHEN ending IN ('ready', 'waiting')
                THEN greatest(lease_until, clock_timestamp() + make_interval(secs => lease_s)) END
        WHERE site_id = me.site_id AND order_id = ANY (ids)
        RETURNING order_id, fence, version, lease_until
    ), told AS (
        INSERT INTO feed_pending (site_id, kind, key, version)
        SELECT me.site_id, 'order', order_id, version FROM given JOIN news USING (order_id) ORDER BY order_id
    )
    SELECT json_agg(json_build_array(order_id, fence, lease_s * 1000)) INTO grants FROM given;
    RETURN grants;
END $$;
