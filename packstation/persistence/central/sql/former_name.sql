-- What a station did under a former name and hands over now: the claim of that name counts as its own, and what central
-- has of it already is done. Who hands over is believed: what was done stands in its own journal, which central lacks.
-- Not where it has another row in that place: then a copy of the files went on by that name, and the claim is the copy's.
-- And where they were copied, a carton that is not full yet takes nothing from whoever goes on by that name.
CREATE OR REPLACE FUNCTION as_former_name(me station, fresh told_event[], INOUT told judged[], INOUT known orders[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
    t record;
    o orders;
    place integer;
    had bytea;
BEGIN
    FOR t IN
        SELECT f.seq, f.order_id, f.kind = 'packing_handed_over' OR f.payload NOT LIKE '%"copied":true%' AS takes, coalesce(f.fence, 0) AS fence,
            substring(f.payload FROM '"former_station":"([^"\\]+)"') AS former,
            substring(f.payload FROM '"former_seq":([0-9]{1,18})[,}]')::bigint AS former_seq,
            decode(substring(f.payload FROM '"former_hash":"([0-9a-f]{64})"'), 'hex') AS former_hash
        FROM unnest(fresh) f WHERE f.kind IN ('packing_handed_over', 'work_handed_over') ORDER BY f.seq
    LOOP
        SELECT hash INTO had FROM event
            WHERE site_id = me.site_id AND station_id = t.former AND seq = t.former_seq;
        IF had = t.former_hash THEN
            told := ARRAY(
                SELECT (j.seq, j.kind, j.at, j.order_id, j.fence, j.rev, j.seq <> t.seq AND j.held,
                    CASE WHEN j.seq <> t.seq THEN j.effect END, j.outcome)::judged
                FROM unnest(told) j ORDER BY j.seq);
        ELSIF had IS NULL THEN
            place := (SELECT p FROM generate_subscripts(known, 1) p WHERE known[p].order_id = t.order_id);
            o := known[place];
            IF o.ending NOT IN ('packed', 'shipped') AND o.fence = t.fence
                AND coalesce(o.holder, o.last_holder) = t.former AND (o.holder IS NULL OR t.takes) THEN
                -- Whoever still works by that name hears of a newer claim than its own.
                o.fence := o.fence + (o.holder IS NOT NULL)::integer;
                o.holder := CASE WHEN o.holder IS NOT NULL THEN me.station_id END;
                o.last_holder := me.station_id;
                known[place] := o;
                told := ARRAY(
                    SELECT (j.seq, j.kind, j.at, j.order_id,
                        CASE WHEN j.seq = t.seq THEN o.fence ELSE j.fence END, j.rev, j.held, j.effect,
                        j.outcome)::judged
                    FROM unnest(told) j ORDER BY j.seq);
            END IF;
        END IF;
    END LOOP;
END $$;
