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
        SELECT DISTINCT ON (d.kind, d.key) d.kind, d.key, d.body, d.personal, d.seq, EXISTS (
                SELECT FROM orders o
                JOIN document k ON k.site_id = me.site_id AND k.kind = 'task' AND k.key = d.key
                JOIN event e ON e.site_id = me.site_id AND e.station_id = k.told_by AND e.seq = k.told_seq
                WHERE o.site_id = me.site_id AND o.order_id = CASE WHEN d.kind = 'task' THEN d.key::uuid END
                    AND o.holder = me.station_id AND o.ending IN ('ready', 'waiting')
                    AND k.told_by = me.station_id AND e.fence = o.fence) AS stays
        FROM unnest(docs) d
        WHERE d.kind <> 'order' AND EXISTS (
            SELECT 1 FROM unnest(told) j WHERE (j.e).seq = d.seq AND j.outcome = 'accepted')
        ORDER BY d.kind, d.key, d.seq DESC
    ), apart AS (
        INSERT INTO personal AS k (site_id, kind, key, personal)
        SELECT me.site_id, n.kind, n.key, n.personal FROM newest n WHERE n.personal IS NOT NULL
        ON CONFLICT (site_id, kind, key) DO UPDATE SET personal = excluded.personal
        WHERE k.personal <> excluded.personal
        RETURNING kind, key
    ), kept AS (
        UPDATE document k SET later_body = n.body, told_by = me.station_id, told_seq = n.seq
        FROM newest n
        WHERE n.stays AND k.site_id = me.site_id AND k.kind = n.kind AND k.key = n.key
            AND coalesce(k.later_body, k.body) <> n.body
    ), put AS (
        INSERT INTO document AS k (site_id, kind, key, version, body, told_by, told_seq)
        SELECT me.site_id, n.kind, n.key, 1, n.body, me.station_id, n.seq FROM newest n WHERE NOT n.stays
        ON CONFLICT (site_id, kind, key) DO UPDATE SET version = k.version + 1, body = excluded.body,
            told_by = excluded.told_by, told_seq = excluded.told_seq, later_body = NULL
        WHERE k.body <> excluded.body OR k.later_body IS NOT NULL
            OR EXISTS (SELECT 1 FROM apart a WHERE a.kind = excluded.kind AND a.key = excluded.key)
        RETURNING kind, key, version
    )
    INSERT INTO feed_pending (site_id, kind, key, version) SELECT me.site_id, kind, key, version FROM put;
END $$;
