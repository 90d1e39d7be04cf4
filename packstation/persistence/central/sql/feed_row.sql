-- A place of the feed with its thing as it is now: who is behind gets the newest at once, and passes over the rest.
CREATE OR REPLACE FUNCTION feed_row(
    p_site uuid, p_seq bigint, p_kind text, p_key text, p_version bigint, p_hash bytea
) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
    doc document;
    asked orders;
    apart text;
BEGIN
    SELECT * INTO doc FROM document WHERE site_id = p_site AND kind = p_kind AND key = p_key;
    IF p_kind IN ('order', 'task') THEN
        SELECT personal INTO apart FROM personal WHERE site_id = p_site AND kind = p_kind AND key = p_key;
        SELECT * INTO asked FROM orders WHERE site_id = p_site AND order_id = p_key::uuid;
    END IF;
    IF p_kind = 'order' THEN
        doc.version := asked.version;
    END IF;
    RETURN json_build_array(
        p_seq, p_kind, p_key, greatest(doc.version, p_version), doc.body, apart, asked.holder,
        coalesce(asked.fence, 0), asked.ending, coalesce(asked.rev, 0), encode(p_hash, 'hex'));
END $$;
