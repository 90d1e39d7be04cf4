-- Journal rows in their order, with the documents that they left behind. The same rows again get the same answer.
CREATE OR REPLACE FUNCTION push(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    said told_push;
    came told_event[];
    fresh told_event[];
    docs told_document[];
    told judged[];
    outcomes json;
    verdict text;
    began timestamptz := clock_timestamp();
    took_ms integer;
BEGIN
    PERFORM pass_gate(me);
    said := jsonb_populate_record(NULL::told_push, call);
    -- One push of a station at a time: what follows reads and raises acked_seq.
    SELECT * INTO me FROM station WHERE site_id = me.site_id AND station_id = me.station_id FOR UPDATE;
    verdict := stands(me, said.epoch);
    IF verdict <> 'go' THEN
        RETURN json_build_object('standing', verdict, 'acked_seq', me.acked_seq, 'outcomes', '[]'::json);
    END IF;
    came := ARRAY(SELECT t FROM unnest(said.events) t ORDER BY t.seq);
    fresh := came;
    IF came[1].seq <= me.acked_seq THEN
        fresh := ARRAY(SELECT t FROM unnest(came) t WHERE t.seq > me.acked_seq ORDER BY t.seq);
    END IF;
    verdict := chain_of(me, came, fresh);
    IF verdict = 'go' AND cardinality(came) > cardinality(fresh) THEN
        PERFORM take_late(me, came[1].seq, ARRAY(
            SELECT d FROM unnest(said.documents) d
            WHERE d.seq BETWEEN came[1].seq AND me.acked_seq));
    END IF;
    IF verdict = 'go' AND cardinality(fresh) > 0 THEN
        docs := ARRAY(
            SELECT d FROM unnest(said.documents) d
            WHERE d.seq BETWEEN fresh[1].seq AND fresh[cardinality(fresh)].seq);
        told := take_in(me, fresh, docs);
        me.acked_seq := fresh[cardinality(fresh)].seq;
        UPDATE station SET acked_seq = me.acked_seq, acked_hash = fresh[cardinality(fresh)].hash
            WHERE site_id = me.site_id AND station_id = me.station_id;
    END IF;
    IF verdict <> 'go' THEN
        UPDATE station SET standing = verdict WHERE site_id = me.site_id AND station_id = me.station_id;
    ELSIF cardinality(fresh) = cardinality(came) THEN
        SELECT json_agg(json_build_array(j.seq, j.outcome) ORDER BY j.seq) INTO outcomes FROM unnest(told) j;
    ELSE
        SELECT json_agg(json_build_array(k.seq, k.outcome) ORDER BY k.seq) INTO outcomes
            FROM event k
            WHERE k.site_id = me.site_id AND k.station_id = me.station_id AND k.seq >= came[1].seq
                AND k.seq <= came[cardinality(came)].seq;
    END IF;
    -- Whoever was slow is asked to wait as long again: so the load falls by itself.
    took_ms := 1000 * extract(epoch FROM clock_timestamp() - began);
    RETURN json_build_object('standing', verdict, 'acked_seq', me.acked_seq,
        'outcomes', coalesce(outcomes, '[]'::json),
        'retry_after_ms', CASE WHEN took_ms > 250 THEN took_ms ELSE 0 END);
END $$;
