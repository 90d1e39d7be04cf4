-- Orders that no one else packs meanwhile: those named, and as many of the ready ones, earliest cut-off first.
CREATE OR REPLACE FUNCTION claim(call jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = packstation, pg_temp AS $$
DECLARE
    me station := caller();
    verdict text := stands(me, (call ->> 'epoch')::uuid);
    wanted uuid[] := (call ->> 'order_ids')::uuid[];
    ahead integer := least((call ->> 'ahead')::integer, 1000);
    -- Twelve hours: a station that is gone for longer must not keep orders from the others.
    lease_s integer := least((call ->> 'lease_s')::integer, 43200);
    -- A bundle whose answer was lost must come free soon; who got it asks for the whole lease by name.
    first_lease_s integer := least(lease_s, 120);
    taken json;
    given json;
BEGIN
    IF verdict = 'go' AND (call ->> 'acked_seq')::bigint > me.acked_seq THEN
        -- Put back to a backup, and this station has not heard of it: what it lacks may say that the station
        -- gave back the very claim that it would get again, under the same fence.
        verdict := 'restored';
    END IF;
    IF verdict <> 'go' THEN
        RETURN json_build_object('standing', verdict, 'grants', '[]'::json, 'taken', '[]'::json);
    END IF;
    PERFORM reap(me.site_id);
    IF cardinality(wanted) > 0 THEN
        PERFORM FROM orders WHERE site_id = me.site_id AND order_id = ANY (wanted) ORDER BY order_id FOR UPDATE;
        SELECT json_agg(json_build_array(order_id, holder)) INTO taken
            FROM orders WHERE site_id = me.site_id AND order_id = ANY (wanted) AND holder <> me.station_id;
        given := grant_to(me, ARRAY(
            SELECT order_id FROM orders WHERE site_id = me.site_id AND order_id = ANY (wanted)
                AND (holder = me.station_id OR (holder IS NULL AND ending IN ('ready', 'waiting')))), lease_s);
    END IF;
    IF ahead > 0 THEN
        RETURN json_build_object('standing', 'go', 'taken', coalesce(taken, '[]'::json), 'grants', given,
            'ahead', grant_to(me, ARRAY(
                SELECT order_id FROM orders
                WHERE site_id = me.site_id AND ending = 'ready' AND holder IS NULL
                ORDER BY cutoff_at, order_id LIMIT ahead FOR UPDATE SKIP LOCKED), first_lease_s));
    END IF;
    RETURN json_build_object('standing', 'go', 'taken', coalesce(taken, '[]'::json), 'grants', given);
END $$;
