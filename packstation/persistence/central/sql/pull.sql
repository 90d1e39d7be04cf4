-- What is new on the site since the cursor.
CREATE OR REPLACE FUNCTION pull(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    head site_head;
    verdict text := standing_of(me, (call ->> 'epoch')::uuid);
    cursor_seq bigint := (call ->> 'cursor')::bigint;
    found json;
    at_cursor bytea;
BEGIN
    PERFORM sequence(me.site_id);
    SELECT * INTO head FROM site_head WHERE site_id = me.site_id;
    IF verdict = 'go' AND cursor_seq > head.seq THEN
        verdict := 'restored';
    ELSIF verdict = 'go' AND cursor_seq < head.min_seq - 1 THEN
        verdict := 'snapshot';
    END IF;
    SELECT hash INTO at_cursor FROM feed WHERE site_id = me.site_id AND seq = cursor_seq;
    IF verdict = 'go' THEN
        SELECT json_agg(feed_row(me.site_id, f.seq, f.kind, f.key, f.version, f.hash) ORDER BY f.seq) INTO found
            FROM (
                SELECT seq, kind, key, version, hash FROM feed
                WHERE site_id = me.site_id AND seq > cursor_seq
                ORDER BY seq LIMIT least((call ->> 'limit')::integer, 2000)
            ) f;
    END IF;
    RETURN json_build_object('standing', verdict, 'rows', coalesce(found, '[]'::json), 'head', head.seq,
        'cursor_hash', encode(at_cursor, 'hex'));
END $$;
