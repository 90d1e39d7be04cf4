-- Every few seconds: these I hold, those I give back. Mostly there is little to write, and nothing to wait for.
CREATE OR REPLACE FUNCTION heartbeat(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    verdict text;
    head bigint;
    pending boolean;
    held uuid[] := (call ->> 'held')::uuid[];
    fences integer[] := (call ->> 'held_fences')::integer[];
    lease_s integer := least((call ->> 'lease_s')::integer, 43200);
    enough timestamptz := clock_timestamp() + make_interval(secs => lease_s * 0.95);
    well bigint;
    lost uuid[];
BEGIN
    SELECT h.seq, EXISTS (SELECT FROM feed_pending WHERE site_id = me.site_id), CASE
            WHEN me.closed_at IS NOT NULL THEN 'closed'
            WHEN h.epoch <> (call ->> 'epoch')::uuid THEN 'restored'
            WHEN (call ->> 'head_seq')::bigint < me.acked_seq OR (
                (call ->> 'head_seq')::bigint = me.acked_seq AND (call ->> 'head_hash')::bytea <> me.acked_hash)
                THEN 'fork'
            ELSE 'go' END
        INTO head, pending, verdict
        FROM site_head h WHERE h.site_id = me.site_id;
    IF verdict = 'fork' THEN
        -- Another goes by this name: a copy that does nothing must not wait for its next row to hear of it.
        UPDATE station SET standing = verdict WHERE site_id = me.site_id AND station_id = me.station_id;
    END IF;
    -- Every start writes a row: a farewell that knows of fewer rows than a hello is of an earlier start, and comes too
    -- late. What it gives back may have been claimed again since, under the same fence.
    IF verdict = 'go' AND call ->> 'released' <> '{}'
        AND coalesce((call ->> 'head_seq')::bigint, me.head_seq) >= me.head_seq THEN
        PERFORM give_back(me, (call ->> 'released')::uuid[], (call ->> 'released_fences')::integer[]);
    END IF;
    IF verdict = 'go' AND cardinality(held) > 0 THEN
        -- Almost always all is well, and nothing further is looked at.
        SELECT count(*) INTO well
            FROM orders
            WHERE site_id = me.site_id AND order_id = ANY (held) AND holder = me.station_id
                AND fence = fences[array_position(held, order_id)]
                AND (lease_until >= enough OR lease_until IS NULL);
        IF well < cardinality(held) THEN
            lost := keep(me, held, fences, lease_s, enough);
        END IF;
    END IF;
    IF pending THEN
        PERFORM sequence(me.site_id);
        SELECT seq INTO head FROM site_head WHERE site_id = me.site_id;
    END IF;
    IF me.last_seen IS NULL OR me.last_seen < clock_timestamp() - interval '14 seconds'
        OR me.unsent IS DISTINCT FROM (call ->> 'unsent')::bigint THEN
        PERFORM seen(me, call);
    END IF;
    RETURN json_build_object('standing', verdict, 'head', head,
        'now', extract(epoch FROM clock_timestamp()), 'lost', coalesce(to_json(lost), '[]'::json),
        'retry_after_ms', 0);
END $$;

-- Claims given back untouched.
CREATE OR REPLACE FUNCTION give_back(me station, ids uuid[], fences integer[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_free(me.site_id, ARRAY(
        SELECT order_id FROM orders
        WHERE site_id = me.site_id AND order_id = ANY (ids) AND fence = fences[array_position(ids, order_id)]
            AND holder = me.station_id AND ending IN ('ready', 'waiting')
        ORDER BY order_id FOR UPDATE));
END $$;

-- Renews what is near its end, takes back up what nobody else took meanwhile, and says what is lost.
CREATE OR REPLACE FUNCTION keep(me station, ids uuid[], fences integer[], lease_s integer, enough timestamptz)
RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
    lost uuid[];
    low uuid[];
    free uuid[];
BEGIN
    SELECT array_agg(h.id) FILTER (
            WHERE o.order_id IS NULL OR o.holder <> me.station_id OR (o.holder = me.station_id AND o.fence <> h.fence)
                OR (o.holder IS NULL AND NOT is_holder(me, o, h.fence))),
        array_agg(h.id) FILTER (
            WHERE o.holder = me.station_id AND o.fence = h.fence
                AND o.lease_until < enough),
        array_agg(h.id) FILTER (
            WHERE o.holder IS NULL AND o.ending IN ('ready', 'waiting') AND h.fence >= o.fence
                AND is_holder(me, o, h.fence))
        INTO lost, low, free
        FROM unnest(ids, fences) AS h (id, fence)
        LEFT JOIN orders o ON o.site_id = me.site_id AND o.order_id = h.id;
    IF low IS NOT NULL THEN
        UPDATE orders SET lease_until = clock_timestamp() + make_interval(secs => lease_s)
            WHERE site_id = me.site_id AND order_id = ANY (low) AND holder = me.station_id
                AND lease_until IS NOT NULL;
    END IF;
    IF free IS NOT NULL THEN
        PERFORM take_up(me, ids, fences, free, lease_s);
        -- Whoever was quicker has it.
        SELECT coalesce(lost, '{}') || array_agg(order_id) INTO lost
            FROM orders WHERE site_id = me.site_id AND order_id = ANY (free) AND holder <> me.station_id
            HAVING count(*) > 0;
    END IF;
    RETURN lost;
END $$;

-- Orders whose lease ran out and that nobody has asked for since: their holder has them under the same fence again.
CREATE OR REPLACE FUNCTION take_up(me station, ids uuid[], fences integer[], free uuid[], lease_s integer)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH again AS (
        UPDATE orders o SET holder = me.station_id, last_holder = me.station_id,
            fence = fences[array_position(ids, o.order_id)],
            lease_until = clock_timestamp() + make_interval(secs => lease_s), version = version + 1
        WHERE o.site_id = me.site_id AND o.order_id = ANY (free) AND o.holder IS NULL
            AND o.ending IN ('ready', 'waiting') AND fences[array_position(ids, o.order_id)] >= o.fence
            AND is_holder(me, o, fences[array_position(ids, o.order_id)])
        RETURNING o.order_id, o.version
    )
    INSERT INTO feed_pending (site_id, kind, key, version) SELECT me.site_id, 'order', order_id, version FROM again;
END $$;
