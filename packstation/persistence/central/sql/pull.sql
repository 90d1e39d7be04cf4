-- What is new on the site since the cursor. Mostly nothing is, and three hundred stations ask every second. Each table
-- and function that is touched costs more than what is looked up in it, so the quiet way is these two statements
-- alone: they say for themselves what `caller` and `stands` say.
CREATE OR REPLACE FUNCTION pull(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me_site uuid;
    me_station text;
    closed timestamptz;
    verdict text;
    head_seq bigint;
    pending boolean;
    at_cursor bytea;
    cursor_seq bigint := (call ->> 'cursor')::bigint;
    news json := '[]';
    numbered boolean := false;
    guarded text;
BEGIN
    SELECT site_id, station_id, closed_at INTO me_site, me_station, closed
        FROM station WHERE db_role = session_user::text COLLATE "default";
    IF NOT FOUND THEN
        RAISE insufficient_privilege USING MESSAGE = 'no station of this central signs in with this role';
    END IF;
    guarded := set_config('packstation.site', me_site::text, true);
    LOOP
        SELECT h.seq, h.hash, EXISTS (SELECT FROM feed_pending WHERE site_id = me_site), CASE
                WHEN closed IS NOT NULL THEN 'closed'
                WHEN h.epoch <> (call ->> 'epoch')::uuid OR cursor_seq > h.seq THEN 'restored'
                WHEN cursor_seq < h.min_seq - 1 THEN 'snapshot'
                ELSE 'go' END
            INTO head_seq, at_cursor, pending, verdict
            FROM site_head h WHERE h.site_id = me_site;
        EXIT WHEN NOT pending OR numbered;
        PERFORM sequence(me_site);
        numbered := true;
    END LOOP;
    IF cursor_seq <> head_seq THEN
        SELECT hash INTO at_cursor FROM feed WHERE site_id = me_site AND seq = cursor_seq;
        IF verdict = 'go' THEN
            news := feed_rows(me_site, me_station, ARRAY(
                SELECT f FROM feed f WHERE site_id = me_site AND seq > cursor_seq
                ORDER BY seq LIMIT least((call ->> 'limit')::integer, 2000)));
        END IF;
    END IF;
    RETURN json_build_object('standing', verdict, 'rows', news, 'head', head_seq,
        'cursor_hash', encode(at_cursor, 'hex'));
END $$;
