-- Whether these rows follow what central has of the station.
CREATE OR REPLACE FUNCTION chain_of(me station, came told_event[], fresh told_event[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    whole boolean;
    whose text := '["' || me.site_id || '",' || to_json(me.station_id) || ',';
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
    -- Each hash is of the hash before, and of the row's columns and payload as the station's canonical JSON has them,
    -- letter by letter.
    SELECT bool_and((
        t.seq = me.acked_seq + t.place
        AND t.hash = sha256(t.prev_hash || convert_to(
            whose || t.seq || ',"' || t.event_id || '",' || to_json(t.at) || ',' || t.mono_ms || ','
            || to_json(t.boot_id) || ',' || coalesce(to_json(t.actor)::text, 'null') || ','
            || coalesce(to_json(t.second_actor)::text, 'null') || ',' || to_json(t.kind) || ',' || t.version || ','
            || coalesce('"' || t.order_id || '"', 'null') || ',' || coalesce('"' || t.carton_id || '"', 'null') || ','
            || coalesce(t.fence::text, 'null') || ',' || coalesce(t.rev::text, 'null') || ']'
            || t.payload, 'UTF8'))) IS TRUE)
        AND array_agg(t.prev_hash) = (me.acked_hash || array_agg(t.hash))[:cardinality(fresh)]
    INTO whole
    FROM unnest(fresh) WITH ORDINALITY AS t (
        seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version, order_id, carton_id, fence, rev,
        payload, prev_hash, hash, place);
    RETURN CASE WHEN whole THEN 'go' ELSE 'resync' END;
END $$;
