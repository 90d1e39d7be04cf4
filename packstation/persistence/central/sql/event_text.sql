-- The columns of a journal row as they enter its hash: the canonical JSON of the station, letter by letter.
CREATE OR REPLACE FUNCTION event_text(p_site uuid, p_station text, e told_event) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT concat(
        '["', p_site, '",', to_json(p_station), ',', e.seq, ',"', e.event_id, '",', to_json(e.at), ',', e.mono_ms,
        ',', to_json(e.boot_id), ',', coalesce(to_json(e.actor)::text, 'null'), ',',
        coalesce(to_json(e.second_actor)::text, 'null'), ',', to_json(e.kind), ',', e.version, ',',
        coalesce('"' || e.order_id || '"', 'null'), ',', coalesce('"' || e.carton_id || '"', 'null'), ',',
        coalesce(e.fence::text, 'null'), ',', coalesce(e.rev::text, 'null'), ']')
$$;
