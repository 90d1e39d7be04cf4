-- What is new on the site since the cursor.
CREATE OR REPLACE FUNCTION pull(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    here standpoint := stands_now(me, (call ->> 'epoch')::uuid);
    cursor_seq bigint := (call ->> 'cursor')::bigint;
    at_cursor bytea;
    found json;
BEGIN
    IF cursor_seq = here.seq THEN
        -- Mostly there is nothing, and nothing further is looked at.
        at_cursor := here.hash;
    ELSE
        SELECT hash INTO at_cursor FROM feed WHERE site_id = me.site_id AND seq = cursor_seq;
        IF here.verdict = 'go' AND cursor_seq > here.seq THEN
            here.verdict := 'restored';
        ELSIF here.verdict = 'go' AND cursor_seq < here.min_seq - 1 THEN
            here.verdict := 'snapshot';
        ELSIF here.verdict = 'go' THEN
            found := feed_rows(me.site_id, ARRAY(
                SELECT f FROM feed f WHERE site_id = me.site_id AND seq > cursor_seq
                ORDER BY seq LIMIT least((call ->> 'limit')::integer, 2000)));
        END IF;
    END IF;
    RETURN json_build_object('standing', here.verdict, 'rows', coalesce(found, '[]'::json), 'head', here.seq,
        'cursor_hash', encode(at_cursor, 'hex'));
END $$;
