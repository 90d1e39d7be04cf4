-- The outcome of each row, by how the orders stood before these rows came. What a station did under its claim is
-- taken as it is; only what ends an order can come too late.
CREATE OR REPLACE FUNCTION judged_rows(me station, rules judged[], known orders[], arrived uuid[])
RETURNS judged[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT (j.seq, j.kind, j.at, j.order_id, j.fence, j.rev, j.held, j.effect, CASE
            WHEN j.held IS NULL THEN 'not_understood'
            WHEN (NOT j.held AND j.effect IS NULL) OR j.order_id IS NULL OR j.order_id = ANY (arrived) THEN 'accepted'
            WHEN k.order_id IS NULL THEN 'not_understood'
            -- A carton leaves as it is, whoever has the order; unless it is over already, and not by this station.
            WHEN NOT j.held THEN CASE
                WHEN k.ending IN ('packed', 'shipped') AND k.holder IS DISTINCT FROM me.station_id THEN 'packed_twice'
                WHEN k.ending = 'cancelled' THEN 'packed_after_cancel'
                ELSE 'accepted' END
            WHEN NOT is_holder(me, k, j.fence) THEN
                CASE WHEN k.ending IN ('packed', 'shipped') THEN 'packed_twice' ELSE 'stale_fence' END
            WHEN j.effect = 'pack' AND k.ending = 'cancelled' THEN 'packed_after_cancel'
            WHEN j.effect = 'pack' AND j.rev < k.terms_rev THEN 'changed_meanwhile'
            ELSE 'accepted' END)::judged
        FROM unnest(rules) j
        LEFT JOIN unnest(known) k ON k.order_id = j.order_id
        ORDER BY j.seq);
END $$;

-- Whether an act under this fence is the holder's. An order that nobody has is its last holder's still, until
-- another asks. A higher fence than any known here was given before a restore; fence 0 never was: the station was
-- cut off, and may have the order if nobody else has it.
CREATE OR REPLACE FUNCTION is_holder(me station, o orders, p_fence integer) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN coalesce(p_fence, 0) = o.fence
            THEN coalesce(o.holder, o.last_holder, me.station_id) = me.station_id
        WHEN o.ending NOT IN ('ready', 'waiting') THEN false
        ELSE p_fence > o.fence OR (coalesce(p_fence, 0) = 0 AND coalesce(o.holder, me.station_id) = me.station_id)
        END
$$;

-- Whether a change of an order comes after the order was packed by other terms. What a station packed under a rev that
-- central does not know yet (it was put back to a backup, or the change is still on its way) is no change by that rev.
CREATE OR REPLACE FUNCTION is_too_late(d told_document, k orders) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(k.ending IN ('packed', 'shipped') AND CASE
        WHEN d.rev > greatest(k.rev, k.packed_rev)
            THEN d.carton_terms IS NULL OR d.carton_terms IS DISTINCT FROM k.carton_terms
        ELSE d.rev = k.rev AND k.rev >= coalesce(k.packed_rev, k.rev) AND d.carton_terms <> k.carton_terms
        END, false)
$$;

-- Documents that are not taken, and what that makes of the row they came with.
CREATE OR REPLACE FUNCTION refused_documents(
    me station, came told_document[], docs told_document[], known orders[], arrived uuid[], told judged[]
) RETURNS refusal[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT (d.seq, d.kind, d.key, 'not_understood', me.station_id)::refusal
        FROM unnest(came) d WHERE NOT is_readable(d)
        UNION ALL
        SELECT (d.seq, d.kind, d.key, CASE
                WHEN k.order_id IS NULL THEN 'number_taken'
                -- With work it comes in case the order is forgotten here: older, it changes nothing.
                WHEN d.rev < k.rev THEN CASE WHEN w.held THEN 'accepted' ELSE 'changed_meanwhile' END
                WHEN d.ending = 'cancelled' THEN 'packed_after_cancel'
                ELSE CASE WHEN w.held THEN 'accepted' ELSE 'changed_too_late' END END,
            coalesce((
                -- Not a bench that is gone: nobody would ever see it there.
                SELECT s.station_id FROM station s
                WHERE s.site_id = me.site_id AND s.station_id = k.holder AND s.closed_at IS NULL AND d.rev >= k.rev
                ), me.station_id))::refusal
        FROM unnest(docs) d
        LEFT JOIN unnest(known) k ON k.order_id = d.key::uuid
        LEFT JOIN unnest(told) w ON w.seq = d.seq
        WHERE d.kind = 'order' AND d.key::uuid <> ALL (arrived) AND (
            k.order_id IS NULL
            OR d.rev < k.rev
            OR ((is_too_late(d, k) OR (d.ending = 'cancelled' AND k.ending IN ('packed', 'shipped'))) AND NOT EXISTS (
                SELECT 1 FROM unnest(told) j
                WHERE j.order_id = k.order_id AND j.effect = 'reopen' AND j.outcome = 'accepted')))
        UNION ALL
        -- What was done is taken as a whole or not at all.
        SELECT (d.seq, d.kind, d.key, 'accepted', me.station_id)::refusal
        FROM unnest(docs) d
        LEFT JOIN unnest(known) k ON k.order_id = d.key::uuid
        LEFT JOIN unnest(told) j ON j.seq = d.seq
        WHERE d.kind = 'task' AND d.key::uuid <> ALL (arrived) AND NOT EXISTS (
            -- The carton that leaves as it is, is what was done.
            SELECT 1 FROM unnest(told) l
            WHERE l.order_id = k.order_id AND l.effect IS NOT NULL AND NOT l.held AND l.outcome = 'accepted'
        ) AND (
            k.order_id IS NULL
            -- What is merely brought along may be older than what is here, if anybody ever had the order.
            OR NOT CASE WHEN j.order_id = k.order_id AND j.kind <> 'order_handed_over' THEN is_holder(me, k, j.fence)
                ELSE coalesce(k.holder, k.last_holder, me.station_id) = me.station_id END
            OR EXISTS (
                SELECT 1 FROM unnest(told) r WHERE r.order_id = k.order_id AND r.outcome <> 'accepted')));
END $$;
