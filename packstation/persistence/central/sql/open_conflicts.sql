-- A task for a person at the station whose act was not followed: one for all rows of one claim and one outcome,
-- and one for each change of an order that came too late.
CREATE OR REPLACE FUNCTION open_conflicts(me station, told judged[], refused refusal[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH rejected AS (
        SELECT coalesce(f.key::uuid, j.order_id) AS order_id, coalesce(j.fence, 0) AS fence, j.outcome,
            CASE WHEN j.outcome = 'changed_too_late' THEN j.seq ELSE 0 END AS change_seq,
            j.seq, j.kind, j.at, coalesce(f.whose, me.station_id) AS whose
        FROM unnest(told) j
        LEFT JOIN unnest(refused) f ON f.seq = j.seq AND f.kind = 'order' AND f.outcome = j.outcome
        WHERE j.outcome NOT IN ('accepted', 'not_understood')
    ), opened AS (
        INSERT INTO conflict (site_id, order_id, station_id, fence, outcome, seq, change_seq)
        SELECT me.site_id, order_id, me.station_id, fence, outcome, min(seq), change_seq FROM rejected
        GROUP BY order_id, fence, outcome, change_seq ORDER BY order_id, fence, outcome, change_seq
        ON CONFLICT DO NOTHING
        RETURNING order_id, fence, outcome, seq
    ), put AS (
        INSERT INTO document (site_id, kind, key, version, body)
        SELECT DISTINCT ON (o.seq) me.site_id, 'conflict', me.station_id || '/' || o.seq, 1, json_build_object(
            'station', me.station_id, 'seq', o.seq, 'kind', r.kind, 'outcome', o.outcome, 'order', o.order_id,
            'whose', r.whose, 'at', r.at, 'state', 'open', 'ended', NULL)
        FROM opened o JOIN rejected r ON r.seq = o.seq AND r.order_id = o.order_id
        ON CONFLICT DO NOTHING
        RETURNING key
    )
    INSERT INTO feed_pending (site_id, kind, key, version) SELECT me.site_id, 'conflict', key, 1 FROM put;
END $$;
