-- Brings the orders to where the accepted rows and documents leave them. Those that are with no station any more.
CREATE OR REPLACE FUNCTION change_orders(
    me station, known orders[], arrived uuid[], docs told_document[], told judged[]
) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
    free uuid[] := '{}';
    x record;
    o orders;
    changed boolean;
    moment timestamptz := transaction_timestamp();
BEGIN
    FOR x IN
        WITH at_hand AS (
            SELECT k FROM unnest(known) k
            UNION ALL
            SELECT k FROM orders k WHERE k.site_id = me.site_id AND k.order_id = ANY (arrived)
        ), worked AS (
            SELECT (j.e).order_id, max((j.e).fence) AS fence,
                (array_agg(j.effect ORDER BY (j.e).seq DESC) FILTER (WHERE j.effect IS NOT NULL))[1] AS effect
            FROM unnest(told) j WHERE j.held AND j.outcome = 'accepted' GROUP BY (j.e).order_id
        )
        SELECT a.k AS was, w.order_id IS NOT NULL AS worked, w.fence, w.effect, d.doc AS asked, t.ending AS done
        FROM at_hand a
        LEFT JOIN worked w ON w.order_id = (a.k).order_id
        LEFT JOIN (
            SELECT DISTINCT ON (u.key) u.key, u AS doc FROM unnest(docs) u WHERE u.kind = 'order'
            ORDER BY u.key, u.seq DESC) d ON d.key = (a.k).order_id::text
        LEFT JOIN (
            SELECT DISTINCT ON (u.key) u.key, u.ending FROM unnest(docs) u WHERE u.kind = 'task'
            ORDER BY u.key, u.seq DESC) t ON t.key = (a.k).order_id::text
    LOOP
        o := moved_by_rows(me, x.was, x.worked, x.fence, x.effect, moment);
        o := moved_by_documents(o, x.was, x.asked, x.done, moment);
        changed := false;
        IF (x.asked).key IS NOT NULL THEN
            changed := put_order(me, x.asked, o.version + 1);
        END IF;
        changed := changed OR (o.ending, o.rev, o.fence, o.holder, o.cutoff_at)
            IS DISTINCT FROM ((x.was).ending, (x.was).rev, (x.was).fence, (x.was).holder, (x.was).cutoff_at);
        IF changed OR o.lease_until IS DISTINCT FROM (x.was).lease_until THEN
            UPDATE orders SET ending = o.ending, rev = o.rev, fence = o.fence, holder = o.holder,
                last_holder = o.last_holder, lease_until = o.lease_until, cutoff_at = o.cutoff_at,
                ended_at = o.ended_at, version = o.version + changed::integer
                WHERE site_id = o.site_id AND order_id = o.order_id;
        END IF;
        IF changed THEN
            INSERT INTO feed_pending (site_id, kind, key, version)
                VALUES (o.site_id, 'order', o.order_id, o.version + 1);
            IF o.holder IS DISTINCT FROM me.station_id OR o.ending NOT IN ('ready', 'waiting') THEN
                free := free || o.order_id;
            END IF;
        END IF;
    END LOOP;
    RETURN free;
END $$;

CREATE OR REPLACE FUNCTION moved_by_rows(
    me station, o orders, worked boolean, p_fence integer, effect text, moment timestamptz
) RETURNS orders
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF NOT worked THEN
        RETURN o;
    END IF;
    IF coalesce(p_fence, 0) = 0 AND o.fence > 0 AND o.last_holder IS DISTINCT FROM me.station_id THEN
        -- Taken while cut off: whatever the holder before still sends is of an older claim.
        o.fence := o.fence + 1;
    END IF;
    o.fence := greatest(o.fence, p_fence);
    o.last_holder := me.station_id;
    CASE effect
    WHEN 'pack' THEN
        o.ending := 'packed';
        o.ended_at := moment;
        o.holder := me.station_id;
        o.lease_until := NULL;
    WHEN 'give_back' THEN
        o.holder := NULL;
        o.lease_until := NULL;
    WHEN 'reopen' THEN
        o.ending := 'ready';
        o.ended_at := NULL;
        o.holder := me.station_id;
        o.lease_until := moment + interval '10 minutes';
    ELSE
        IF o.ending IN ('ready', 'waiting') THEN
            o.holder := me.station_id;
            IF o.lease_until IS NULL OR o.lease_until < moment + interval '5 minutes' THEN
                o.lease_until := moment + interval '10 minutes';
            END IF;
        END IF;
    END CASE;
    RETURN o;
END $$;

CREATE OR REPLACE FUNCTION moved_by_documents(
    o orders, was orders, asked told_document, done text, moment timestamptz
) RETURNS orders
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF done IN ('ready', 'waiting') AND o.ending IN ('ready', 'waiting') THEN
        o.ending := done;
    END IF;
    IF asked.key IS NULL THEN
        RETURN o;
    END IF;
    o.rev := asked.rev;
    o.cutoff_at := asked.cutoff_at;
    IF (o.ending IN ('ready', 'waiting') AND asked.ending IN ('ready', 'waiting', 'cancelled'))
        OR (o.ending = 'packed' AND asked.ending = 'shipped')
        OR (o.ending = 'cancelled' AND asked.rev > was.rev AND asked.ending IS NOT NULL) THEN
        o.ending := asked.ending;
    END IF;
    IF o.ending IN ('packed', 'cancelled', 'shipped') THEN
        o.ended_at := coalesce(o.ended_at, moment);
        o.lease_until := NULL;
    ELSE
        o.ended_at := NULL;
    END IF;
    RETURN o;
END $$;
