-- Whether these rows follow what central has of the station.
CREATE OR REPLACE FUNCTION chain_of(me station, came told_event[], fresh told_event[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    whole boolean;
BEGIN
    IF cardinality(came) > cardinality(fresh) AND EXISTS (
        SELECT 1 FROM unnest(came) t
        LEFT JOIN event k ON k.site_id = me.site_id AND k.station_id = me.station_id AND k.seq = t.seq
        WHERE t.seq <= me.acked_seq AND k.hash IS DISTINCT FROM t.hash
    ) THEN
        RETURN 'fork';
    END IF;
    IF cardinality(fresh) = 0 THEN
        RETURN 'go';
    END IF;
    IF fresh[1].seq <> me.acked_seq + 1 THEN
        RETURN 'resync';
    END IF;
    IF fresh[1].prev_hash <> me.acked_hash THEN
        RETURN 'fork';
    END IF;
    SELECT bool_and(
        t.seq = me.acked_seq + t.place
        AND t.prev_hash = t.before
        AND t.hash = sha256(t.before || convert_to(t.columns || t.payload, 'UTF8')))
    INTO whole
    FROM (
        SELECT f.seq, f.prev_hash, f.hash, f.payload, row_number() OVER up AS place,
            lag(f.hash, 1, me.acked_hash) OVER up AS before, event_text(me.site_id, me.station_id, f) AS columns
        FROM unnest(fresh) f
        WINDOW up AS (ORDER BY f.seq)
    ) t;
    RETURN CASE WHEN whole THEN 'go' ELSE 'resync' END;
END $$;
