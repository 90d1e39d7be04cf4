-- A page of everything. Called page by page in one transaction, which sees one moment throughout.
CREATE OR REPLACE FUNCTION snapshot(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    -- Products before the orders that ask for them, orders before what was done for them.
    kinds constant text[] := ARRAY['setting', 'person', 'product', 'order', 'task', 'conflict'];
    me station := caller();
    place site;
    head site_head;
    ended_since timestamptz;
    page integer := least((call ->> 'limit')::integer, 2000);
    at_kind integer := coalesce(array_position(kinds, call ->> 'kind'), 1);
    keys text[];
    found json;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('repeatable read', 'serializable') THEN
        RAISE invalid_transaction_state USING MESSAGE = 'a snapshot is of one moment: repeatable read, please';
    END IF;
    IF me.closed_at IS NOT NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'this station is closed';
    END IF;
    SELECT * INTO place FROM site WHERE site_id = me.site_id;
    SELECT * INTO head FROM site_head WHERE site_id = me.site_id;
    ended_since := transaction_timestamp() - make_interval(days => place.ended_days);
    keys := ARRAY(
        SELECT key FROM document d
        WHERE site_id = me.site_id AND kind = kinds[at_kind] AND key > (call ->> 'key')
            -- By its key, one at a time: EXISTS would read all orders for each page.
            AND (kind NOT IN ('order', 'task') OR (
                SELECT o.ended_at IS NULL OR o.ended_at > ended_since FROM orders o
                WHERE o.site_id = me.site_id AND o.order_id = d.key::uuid))
        ORDER BY key LIMIT page);
    found := feed_rows(me.site_id, me.station_id, ARRAY(
        SELECT (me.site_id, head.seq, kinds[at_kind], k, 0, head.hash, ended_since)::feed FROM unnest(keys) k));
    IF cardinality(keys) < page THEN
        at_kind := at_kind + 1;
        keys := ARRAY[''];
    END IF;
    RETURN json_build_object('epoch', head.epoch, 'seq', head.seq, 'hash', encode(head.hash, 'hex'),
        'rows', found, 'kind', kinds[at_kind], 'key', keys[cardinality(keys)],
        'last', at_kind > cardinality(kinds));
END $$;
