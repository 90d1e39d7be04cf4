-- What holds beneath the procedures: even their owner sees one site, that of the role that called.
DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY[
        'site', 'site_head', 'station', 'orders', 'document', 'personal', 'event', 'feed_pending', 'feed', 'conflict'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one);
        EXECUTE format('DROP POLICY IF EXISTS own_site ON %I', one);
        EXECUTE format('DROP POLICY IF EXISTS office ON %I', one);
        EXECUTE format(
            'CREATE POLICY own_site ON %I TO packstation_owner '
            'USING (site_id = current_setting(''packstation.site'')::uuid) '
            'WITH CHECK (site_id = current_setting(''packstation.site'')::uuid)', one);
        EXECUTE format('CREATE POLICY office ON %I TO packstation_office USING (true) WITH CHECK (true)', one);
    END LOOP;
END $$;
-- Whose site it is stands in this one, and is asked for by the role that signed in.
DROP POLICY own_site ON station;
CREATE POLICY own_site ON station TO packstation_owner
    USING (db_role = session_user OR site_id = nullif(current_setting('packstation.site', true), '')::uuid);

REVOKE ALL ON SCHEMA packstation FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA packstation FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA packstation FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA packstation FROM PUBLIC;
GRANT USAGE ON SCHEMA packstation TO packstation_station, packstation_office;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA packstation TO packstation_office;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA packstation TO packstation_office;
GRANT EXECUTE ON FUNCTION hello(jsonb), push(jsonb), pull(jsonb), claim(jsonb), heartbeat(jsonb), snapshot(jsonb)
    TO packstation_station;
