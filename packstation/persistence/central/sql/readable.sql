-- Whether a document can be taken in at all: what it lacks must not stop the rows behind it.
CREATE OR REPLACE FUNCTION is_readable(d told_document) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(d.body IS NOT NULL AND octet_length(d.key) BETWEEN 1 AND 1000
        AND d.kind IN ('order', 'task', 'product', 'person', 'setting', 'conflict')
        AND coalesce(d.ending, 'ready') IN ('ready', 'waiting', 'packed', 'cancelled', 'shipped')
        AND (d.kind NOT IN ('order', 'task') OR d.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
        AND (d.kind <> 'order' OR (octet_length(d.number) BETWEEN 1 AND 1000 AND d.rev >= 0)), false)
$$;
