-- Where do we both stand? Nothing of the station's work is changed here; it is told what to do.
CREATE OR REPLACE FUNCTION hello(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    head site_head;
    verdict text;
    at_cursor bytea;
    cursor_seq bigint := (call ->> 'cursor')::bigint;
BEGIN
    PERFORM sequence(me.site_id);
    SELECT * INTO head FROM site_head WHERE site_id = me.site_id;
    SELECT hash INTO at_cursor FROM feed WHERE site_id = me.site_id AND seq = cursor_seq;
    verdict := CASE
        WHEN me.closed_at IS NOT NULL THEN 'closed'
        WHEN (call ->> 'oldest_protocol')::integer > 1 OR (call ->> 'newest_protocol')::integer < 1 THEN 'too_old'
        WHEN (call ->> 'head_seq')::bigint < me.acked_seq THEN 'fork'
        WHEN (call ->> 'head_seq')::bigint = me.acked_seq AND (call ->> 'head_hash')::bytea <> me.acked_hash
            THEN 'fork'
        WHEN call ->> 'epoch' IS NULL THEN CASE WHEN head.seq = 0 THEN 'go' ELSE 'snapshot' END
        WHEN (call ->> 'epoch')::uuid <> head.epoch OR cursor_seq > head.seq THEN 'restored'
        WHEN (call ->> 'acked_seq')::bigint > me.acked_seq THEN 'restored'
        WHEN cursor_seq < head.min_seq - 1 THEN 'snapshot'
        WHEN cursor_seq > 0 AND at_cursor <> (call ->> 'cursor_hash')::bytea THEN 'restored'
        ELSE 'go' END;
    -- Who only tries the way may be another PC than the one that packs: nothing of it stays.
    IF NOT coalesce((call ->> 'trying')::boolean, false) THEN
        IF verdict = 'restored' AND (call ->> 'epoch')::uuid = head.epoch THEN
            -- Nobody said so, but this site is not what it was: all others are to ask anew, too.
            UPDATE site_head SET epoch = gen_random_uuid() WHERE site_id = me.site_id RETURNING epoch INTO head.epoch;
        END IF;
        UPDATE station SET standing = verdict, head_seq = greatest(head_seq, (call ->> 'head_seq')::bigint)
            WHERE site_id = me.site_id AND station_id = me.station_id;
        PERFORM seen(me, call);
    END IF;
    RETURN json_build_object(
        'standing', verdict, 'site_id', me.site_id, 'station_id', me.station_id, 'epoch', head.epoch,
        'acked_seq', me.acked_seq, 'head', head.seq, 'min_seq', head.min_seq,
        'now', extract(epoch FROM clock_timestamp()), 'protocol', 1, 'max_batch', 200, 'retry_after_ms', 0);
END $$;
