-- What a station tells of itself, as `central status` shows it.
CREATE OR REPLACE FUNCTION seen(me station, call jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    told text;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        -- Nothing else was written in this call: what a crash loses here, the next heartbeat says again.
        told := set_config('synchronous_commit', 'off', true);
    END IF;
    UPDATE station SET
        last_seen = clock_timestamp(),
        app_version = call ->> 'app_version',
        clock_offset_ms = 1000 * (extract(epoch FROM clock_timestamp()) - (call ->> 'clock')::numeric),
        unsent = (call ->> 'unsent')::bigint,
        oldest_unsent_at = to_timestamp((call ->> 'oldest_unsent_at')::double precision),
        cursor = (call ->> 'told_cursor')::bigint
    WHERE site_id = me.site_id AND station_id = me.station_id;
END $$;
