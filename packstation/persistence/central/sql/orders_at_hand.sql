-- These orders, locked in one order for all: two stations that touch the same ones wait, and do not deadlock.
CREATE OR REPLACE FUNCTION locked_orders(p_site uuid, ids uuid[]) RETURNS orders[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT o FROM orders o WHERE site_id = p_site AND order_id = ANY (ids) ORDER BY order_id FOR UPDATE);
END $$;

-- Orders central hears of for the first time. Of two with one number, the first stays.
CREATE OR REPLACE FUNCTION new_orders(p_site uuid, known orders[], docs told_document[], rules judged[])
RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
    arrived uuid[];
BEGIN
    WITH made AS (
        INSERT INTO orders (site_id, order_id, number, ending, rev, fence, version, cutoff_at, ended_at)
        SELECT DISTINCT ON (d.key) p_site, d.key::uuid, d.number, coalesce(d.ending, 'ready'), d.rev,
            coalesce(
                (SELECT max(j.fence) FROM unnest(rules) j WHERE j.order_id = d.key::uuid AND j.held), 0),
            0, d.cutoff_at,
            CASE WHEN d.ending IN ('packed', 'cancelled', 'shipped') THEN transaction_timestamp() END
        FROM unnest(docs) d
        WHERE d.kind = 'order' AND d.key::uuid NOT IN (SELECT k.order_id FROM unnest(known) k)
        ORDER BY d.key, d.seq DESC
        ON CONFLICT DO NOTHING
        RETURNING order_id
    )
    SELECT array_agg(order_id) INTO arrived FROM made;
    RETURN coalesce(arrived, '{}');
END $$;

-- A packed order may be taken up again at any station that knows it as packed: its fence is then one higher.
CREATE OR REPLACE FUNCTION opened_again(known orders[], rules judged[]) RETURNS orders[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT (
            k.site_id, k.order_id, k.number,
            CASE WHEN k.ending = 'packed' AND EXISTS (
                SELECT 1 FROM unnest(rules) j
                WHERE j.order_id = k.order_id AND j.effect = 'reopen' AND j.fence > k.fence)
                THEN 'ready' ELSE k.ending END,
            k.rev, k.fence, k.version, k.holder, k.last_holder, k.lease_until, k.cutoff_at, k.ended_at,
            k.carton_terms, k.terms_rev, k.packed_rev)::orders
        FROM unnest(known) k);
END $$;
