-- Who calls: the station whose role signed in, and nobody else. From here on, rows of its site alone are seen.
CREATE OR REPLACE FUNCTION caller() RETURNS station
LANGUAGE plpgsql AS $$
DECLARE
    me station;
    guarded text;
BEGIN
    SELECT * INTO me FROM station WHERE db_role = session_user;
    IF NOT FOUND THEN
        RAISE insufficient_privilege USING MESSAGE = 'no station of this central signs in with this role';
    END IF;
    -- Assigned, not performed: an expression is evaluated without a statement of its own.
    guarded := set_config('packstation.site', me.site_id::text, true);
    RETURN me;
END $$;
