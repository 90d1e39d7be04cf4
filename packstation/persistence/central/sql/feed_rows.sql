-- Places of the feed, each with its thing as it is now: who is behind gets the newest at once, and passes over the
-- rest; a station its own newest, told or not. The things are looked up one by one: LIMIT keeps a planner that knows no
-- sizes from reading a whole table.
CREATE OR REPLACE FUNCTION feed_rows(p_site uuid, p_station text, places feed[]) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
    found json;
BEGIN
    SELECT json_agg(json_build_array(
            f.seq, f.kind, f.key,
            greatest(CASE WHEN f.kind = 'order' THEN o.version ELSE d.version END, f.version),
            CASE WHEN d.told_by = p_station THEN coalesce(d.later_body, d.body) ELSE d.body END, a.personal,
            o.holder, coalesce(o.fence, 0), o.ending, coalesce(o.rev, 0), encode(f.hash, 'hex'))
            ORDER BY f.seq, f.key)
        INTO found
        FROM unnest(places) f
        LEFT JOIN LATERAL (
            SELECT version, body, told_by, later_body FROM document
            WHERE site_id = p_site AND kind = f.kind AND key = f.key LIMIT 1
        ) d ON true
        LEFT JOIN LATERAL (
            SELECT personal FROM personal
            WHERE site_id = p_site AND kind = f.kind AND key = f.key AND f.kind IN ('order', 'task') LIMIT 1
        ) a ON true
        LEFT JOIN LATERAL (
            SELECT version, holder, fence, ending, rev FROM orders
            WHERE site_id = p_site
                AND order_id = CASE WHEN f.kind IN ('order', 'task') THEN f.key::uuid END LIMIT 1
        ) o ON true;
    RETURN coalesce(found, '[]'::json);
END $$;
