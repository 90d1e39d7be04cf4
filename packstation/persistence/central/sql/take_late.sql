-- Documents that come with rows which are here already. Mostly they are, too, and nothing changes: an answer was
-- lost. But what a row left behind comes with the newest row about it, and where a station's files are put back to
-- a copy without that row, it comes with an older one. So it is taken where what is here is older still.
-- LIMIT as in feed_rows: each is looked up by its key.
CREATE OR REPLACE FUNCTION take_late(me station, first_seq bigint, came told_document[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    all_late told_document[] := ARRAY(SELECT d FROM unnest(came) d WHERE is_readable(d));
    late told_document[] := all_late;
    known orders[];
    told judged[];
    free uuid[];
BEGIN
    IF cardinality(late) = 0 THEN
        RETURN;
    END IF;
    known := locked_orders(me.site_id, ARRAY(SELECT d.key::uuid FROM unnest(late) d WHERE d.kind IN ('order', 'task')));
    late := ARRAY(
        SELECT (
            d.kind, d.key, d.seq, d.body, d.personal, d.number,
            -- An order that is another's by now is no more ready or waiting for what was done before.
            CASE WHEN d.kind = 'order' OR is_holder(me, o, e.fence) THEN d.ending END, d.rev, d.cutoff_at,
            d.carton_terms)::told_document
        FROM unnest(late) d
        JOIN LATERAL (
            SELECT kind, order_id, fence FROM event
            WHERE site_id = me.site_id AND station_id = me.station_id AND seq = d.seq AND outcome = 'accepted' LIMIT 1
        ) e ON true
        LEFT JOIN kind_rule r ON r.kind = e.kind
        LEFT JOIN unnest(known) o ON o.order_id = CASE WHEN d.kind IN ('order', 'task') THEN d.key::uuid END
        LEFT JOIN LATERAL (
            SELECT told_by, told_seq FROM document WHERE site_id = me.site_id AND kind = d.kind AND key = d.key LIMIT 1
        ) k ON true
        LEFT JOIN LATERAL (
            SELECT fence FROM event
            WHERE site_id = me.site_id AND station_id = k.told_by AND seq = k.told_seq LIMIT 1
        ) b ON true
        WHERE CASE d.kind
            WHEN 'order' THEN (d.rev > o.rev OR (d.rev = o.rev AND k.told_by = me.station_id AND k.told_seq <= d.seq))
                AND NOT is_too_late(d, o)
            WHEN 'task' THEN
                e.order_id = o.order_id
                AND (k.told_by IS NULL OR (k.told_by = me.station_id AND k.told_seq <= d.seq) OR b.fence < e.fence)
                AND (((r.held OR r.effect IS NOT NULL) AND e.fence > 0) OR is_holder(me, o, e.fence))
                AND NOT EXISTS (
                    SELECT FROM event x
                    WHERE x.site_id = me.site_id AND x.station_id = me.station_id
                        AND x.seq BETWEEN first_seq AND me.acked_seq
                        AND x.order_id = o.order_id AND x.outcome <> 'accepted')
            ELSE k.told_by IS NULL OR (k.told_by = me.station_id AND k.told_seq <= d.seq)
            END);
    told := ARRAY(
        SELECT (d.seq, NULL, NULL, NULL, NULL, NULL, false, NULL, 'accepted')::judged FROM unnest(late) d);
    free := change_orders(me, known, '{}', late, told);
    PERFORM change_documents(me, late, told);
    PERFORM let_go(me.site_id, free);
    PERFORM tell_again(me, all_late, late);
END $$;

-- What is not taken though the station said otherwise: it takes the answer for its own word, and hears once more in the
-- feed what holds. Of two with one number of terms only central knows which came later.
CREATE OR REPLACE FUNCTION tell_again(me station, came told_document[], taken told_document[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    d record;
BEGIN
    FOR d IN
        SELECT DISTINCT c.kind, c.key FROM unnest(came) c
        JOIN LATERAL (
            SELECT outcome FROM event
            WHERE site_id = me.site_id AND station_id = me.station_id AND seq = c.seq LIMIT 1
        ) e ON e.outcome = 'accepted'
        JOIN LATERAL (
            SELECT body FROM document
            WHERE site_id = me.site_id AND kind = c.kind AND key = c.key AND later_body IS NULL LIMIT 1
        ) k ON k.body <> c.body
        WHERE NOT EXISTS (SELECT FROM unnest(taken) t WHERE t.kind = c.kind AND t.key = c.key)
    LOOP
        PERFORM tell_once_more(me.site_id, d.kind, d.key);
    END LOOP;
END $$;

-- The same thing, in a newer version.
CREATE OR REPLACE FUNCTION tell_once_more(p_site uuid, p_kind text, p_key text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    newer bigint;
BEGIN
    IF p_kind = 'order' THEN
        UPDATE orders SET version = version + 1 WHERE site_id = p_site AND order_id = p_key::uuid
            RETURNING version INTO newer;
    ELSE
        UPDATE document SET version = version + 1 WHERE site_id = p_site AND kind = p_kind AND key = p_key
            RETURNING version INTO newer;
    END IF;
    INSERT INTO feed_pending (site_id, kind, key, version) VALUES (p_site, p_kind, p_key, newer);
END $$;
