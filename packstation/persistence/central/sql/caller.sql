-- Who calls: the station whose role signed in, and nobody else. From here on, rows of its site alone are seen.
CREATE OR REPLACE FUNCTION caller() RETURNS station
LANGUAGE plpgsql AS $$
DECLARE
    me station;
    guarded text;
BEGIN
    -- Without these words no index holds for it: a role's name is of another type and collation than the column.
    SELECT * INTO me FROM station WHERE db_role = session_user::text COLLATE "default";
    IF NOT FOUND THEN
        RAISE insufficient_privilege USING MESSAGE = 'no station of this central signs in with this role';
    END IF;
    -- Assigned, not performed: an expression is evaluated without a statement of its own.
    guarded := set_config('packstation.site', me.site_id::text, true);
    RETURN me;
END $$;
