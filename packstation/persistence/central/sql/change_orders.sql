-- Brings the orders to where the accepted rows and documents leave them. Those that are with no station any more.
CREATE OR REPLACE FUNCTION change_orders(
    me station, known orders[], arrived uuid[], docs told_document[], told judged[]
) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
    free uuid[];
    moment timestamptz := transaction_timestamp();
BEGIN
    WITH at_hand AS (
        SELECT k FROM unnest(known) k
        UNION ALL
        SELECT k FROM orders k WHERE k.site_id = me.site_id AND k.order_id = ANY (arrived)
    ), worked AS (
        SELECT j.order_id, max(j.fence) AS fence, max(j.rev) FILTER (WHERE j.effect IN ('pack', 'leave')) AS packed_rev,
            (array_agg(j.effect ORDER BY j.seq DESC) FILTER (WHERE j.effect IS NOT NULL))[1] AS effect
        FROM unnest(told) j WHERE (j.held OR j.effect IS NOT NULL) AND j.outcome = 'accepted' GROUP BY j.order_id
    ), moved AS MATERIALIZED (
        SELECT a.k AS was, moved_by_documents(
                moved_by_rows(me, a.k, w.order_id IS NOT NULL, w.fence, w.effect, w.packed_rev, moment), a.k, d.doc,
                t.ending, moment
            ) AS o,
            CASE WHEN d.key IS NOT NULL THEN put_order(me, d.doc, (a.k).version + 1) ELSE false END AS asks_anew
        FROM at_hand a
        LEFT JOIN worked w ON w.order_id = (a.k).order_id
        LEFT JOIN (
            SELECT DISTINCT ON (u.key) u.key, u AS doc FROM unnest(docs) u WHERE u.kind = 'order'
            ORDER BY u.key, u.seq DESC) d ON d.key = (a.k).order_id::text
        LEFT JOIN (
            SELECT DISTINCT ON (u.key) u.key, u.ending FROM unnest(docs) u WHERE u.kind = 'task'
            ORDER BY u.key, u.seq DESC) t ON t.key = (a.k).order_id::text
    ), changes AS MATERIALIZED (
        SELECT (m.o).*, (m.was).lease_until AS was_lease_until, m.asks_anew
            OR ((m.o).ending, (m.o).rev, (m.o).fence, (m.o).holder, (m.o).cutoff_at)
            IS DISTINCT FROM ((m.was).ending, (m.was).rev, (m.was).fence, (m.was).holder, (m.was).cutoff_at) AS is_news
        FROM moved m
    ), written AS (
        -- All are there and locked. What finds its row by a conflict finds it by the key, whatever the planner thinks.
        INSERT INTO orders (
            site_id, order_id, number, ending, rev, fence, version, holder, last_holder, lease_until, cutoff_at,
            ended_at, carton_terms, terms_rev, packed_rev)
        SELECT c.site_id, c.order_id, c.number, c.ending, c.rev, c.fence, c.version + c.is_news::integer, c.holder,
            c.last_holder, c.lease_until, c.cutoff_at, c.ended_at, c.carton_terms, c.terms_rev, c.packed_rev
        FROM changes c WHERE c.is_news OR c.lease_until IS DISTINCT FROM c.was_lease_until
        ON CONFLICT (site_id, order_id) DO UPDATE SET ending = excluded.ending, rev = excluded.rev,
            fence = excluded.fence, version = excluded.version, holder = excluded.holder,
            last_holder = excluded.last_holder, lease_until = excluded.lease_until, cutoff_at = excluded.cutoff_at,
            ended_at = excluded.ended_at, carton_terms = excluded.carton_terms, terms_rev = excluded.terms_rev,
            packed_rev = excluded.packed_rev
    ), pending AS (
        INSERT INTO feed_pending (site_id, kind, key, version)
        SELECT c.site_id, 'order', c.order_id, c.version + 1 FROM changes c WHERE c.is_news
    )
    SELECT array_agg(c.order_id) INTO free
        FROM changes c
        WHERE c.is_news AND (c.holder IS DISTINCT FROM me.station_id OR c.ending NOT IN ('ready', 'waiting'));
    RETURN coalesce(free, '{}');
END $$;

CREATE OR REPLACE FUNCTION moved_by_rows(
    me station, o orders, worked boolean, p_fence integer, effect text, p_packed_rev integer, moment timestamptz
) RETURNS orders
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF NOT worked THEN
        RETURN o;
    END IF;
    IF (coalesce(p_fence, 0) = 0 OR effect = 'leave') AND o.fence > 0 AND o.last_holder IS DISTINCT FROM me.station_id THEN
        -- Taken while cut off, or a carton left as it is: what the holder before still sends is of an older claim.
        o.fence := o.fence + 1;
    END IF;
    o.fence := greatest(o.fence, p_fence);
    o.last_holder := me.station_id;
    CASE effect
    WHEN 'pack', 'leave' THEN
        o.ending := 'packed';
        o.packed_rev := p_packed_rev;
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
    IF asked.carton_terms IS NULL OR asked.carton_terms IS DISTINCT FROM o.carton_terms THEN
        o.carton_terms := asked.carton_terms;
        o.terms_rev := asked.rev;
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
