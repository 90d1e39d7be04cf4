-- Before a push: eight of a site at a time. Sixty at once on two processors keep each other from the same pages, and
-- some come last again and again; at a gate whoever came first goes first. A courtesy and no right: who has waited as
-- long as its role waits for any lock goes on all the same.
CREATE OR REPLACE FUNCTION pass_gate(me station) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext(me.site_id::text), me.number % 8);
EXCEPTION
    WHEN lock_not_available THEN
        NULL;
END $$;
