-- Stores what an order asks for; whether that is something new.
CREATE OR REPLACE FUNCTION put_order(me station, d told_document, p_version bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    changed boolean;
BEGIN
    INSERT INTO document AS k (site_id, kind, key, version, body, told_by, told_seq)
        VALUES (me.site_id, 'order', d.key, p_version, d.body, me.station_id, d.seq)
        ON CONFLICT (site_id, kind, key) DO UPDATE SET version = excluded.version, body = excluded.body,
            told_by = excluded.told_by, told_seq = excluded.told_seq
        WHERE k.body <> excluded.body;
    changed := FOUND;
    IF d.personal IS NOT NULL THEN
        INSERT INTO personal AS k (site_id, kind, key, personal) VALUES (me.site_id, 'order', d.key, d.personal)
            ON CONFLICT (site_id, kind, key) DO UPDATE SET personal = excluded.personal
            WHERE k.personal <> excluded.personal;
        changed := changed OR FOUND;
    END IF;
    RETURN changed;
END $$;

-- All other documents: the newest that came is the one that holds. Of what a station does under one claim the site
-- hears the first, and the rest when the station lets go.
CREATE OR REPLACE FUNCTION change_documents(me station, docs told_document[], told judged[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH newest AS (
        SELECT DISTINCT ON (d.kind, d.key) d.kind, d.key, d.body, d.personal, d.seq, coalesce(
                o.holder = me.station_id AND o.ending IN ('ready', 'waiting')
                AND k.told_by = me.station_id AND e.fence = o.fence, false) AS stays
        FROM unnest(docs) d
        -- LIMIT as in feed_rows: each is looked up by its key.
        LEFT JOIN LATERAL (
            SELECT holder, ending, fence FROM orders
            WHERE site_id = me.site_id AND order_id = CASE WHEN d.kind = 'task' THEN d.key::uuid END LIMIT 1
        ) o ON true
        LEFT JOIN LATERAL (
            SELECT told_by, told_seq FROM document
            WHERE site_id = me.site_id AND kind = d.kind AND key = d.key LIMIT 1
        ) k ON true
        LEFT JOIN LATERAL (
            SELECT fence FROM event
            WHERE site_id = me.site_id AND station_id = me.station_id AND seq = k.told_seq LIMIT 1
        ) e ON true
        WHERE d.kind <> 'order' AND EXISTS (
            SELECT 1 FROM unnest(told) j WHERE j.seq = d.seq AND j.outcome = 'accepted')
        ORDER BY d.kind, d.key, d.seq DESC
    ), apart AS (
        INSERT INTO personal AS k (site_id, kind, key, personal)
        SELECT me.site_id, n.kind, n.key, n.personal FROM newest n WHERE n.personal IS NOT NULL
        ON CONFLICT (site_id, kind, key) DO UPDATE SET personal = excluded.personal
        WHERE k.personal <> excluded.personal
        RETURNING kind, key
    ), put AS (
        -- One statement for both: what finds its row by a conflict finds it by the key, whatever the planner thinks.
        INSERT INTO document AS k (site_id, kind, key, version, body, told_by, told_seq, later_body)
        SELECT me.site_id, n.kind, n.key, 1, n.body, me.station_id, n.seq, CASE WHEN n.stays THEN n.body END
        FROM newest n
        ON CONFLICT (site_id, kind, key) DO UPDATE SET
            version = k.version + (excluded.later_body IS NULL)::integer,
            body = CASE WHEN excluded.later_body IS NULL THEN excluded.body ELSE k.body END,
            later_body = excluded.later_body, told_by = excluded.told_by, told_seq = excluded.told_seq
        WHERE coalesce(k.later_body, k.body) <> excluded.body
            OR (excluded.later_body IS NULL AND k.later_body IS NOT NULL)
            OR EXISTS (SELECT 1 FROM apart a WHERE a.kind = excluded.kind AND a.key = excluded.key)
        RETURNING kind, key, version, later_body IS NULL AS is_news
    )
    INSERT INTO feed_pending (site_id, kind, key, version)
        SELECT me.site_id, kind, key, version FROM put WHERE is_news;
END $$;
