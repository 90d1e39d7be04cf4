-- Stores rows that follow, each with its outcome, and does to the orders what the accepted ones say. The outcomes.
CREATE OR REPLACE FUNCTION take_in(me station, fresh told_event[], came told_document[]) RETURNS judged[]
LANGUAGE plpgsql AS $$
DECLARE
    docs told_document[];
    told judged[];
    ids uuid[];
    known orders[];
    arrived uuid[] := '{}';
    refused refusal[] := '{}';
    free uuid[] := '{}';
BEGIN
    docs := ARRAY(SELECT d FROM unnest(came) d WHERE is_readable(d));
    told := ARRAY(
        SELECT (t.seq, t.kind, t.at, t.order_id, t.fence, t.rev, r.held, r.effect, 'accepted')::judged
        FROM unnest(fresh) t
        LEFT JOIN kind_rule r ON r.kind = t.kind AND t.version BETWEEN 1 AND r.newest);
    ids := ARRAY(
        SELECT j.order_id FROM unnest(told) j WHERE (j.held OR j.effect IS NOT NULL) AND j.order_id IS NOT NULL
        UNION SELECT d.key::uuid FROM unnest(docs) d WHERE d.kind IN ('order', 'task'));
    known := locked_orders(me.site_id, ids);
    IF cardinality(known) < cardinality(ids) THEN
        arrived := new_orders(me.site_id, known, docs, told);
        IF cardinality(known) + cardinality(arrived) < cardinality(ids) THEN
            -- Another station may have brought one of them in this very moment.
            known := locked_orders(me.site_id, ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(arrived)));
        END IF;
    END IF;
    known := opened_again(known, told);
    IF EXISTS (SELECT 1 FROM unnest(told) j WHERE j.kind IN ('packing_handed_over', 'work_handed_over')) THEN
        SELECT * INTO told, known FROM as_former_name(me, fresh, told, known);
    END IF;
    told := judged_rows(me, told, known, arrived);
    IF cardinality(came) > 0 THEN
        refused := refused_documents(me, came, docs, known, arrived, told);
    END IF;
    IF cardinality(refused) > 0 THEN
        docs := ARRAY(
            SELECT d FROM unnest(docs) d
            WHERE NOT EXISTS (SELECT 1 FROM unnest(refused) f WHERE f.kind = d.kind AND f.key = d.key));
        told := ARRAY(
            SELECT (j.seq, j.kind, j.at, j.order_id, j.fence, j.rev, j.held, j.effect,
                CASE WHEN j.outcome = 'accepted' THEN coalesce(f.outcome, 'accepted') ELSE j.outcome END)::judged
            FROM unnest(told) j
            LEFT JOIN (
                SELECT seq, max(outcome) AS outcome FROM unnest(refused) WHERE outcome <> 'accepted' GROUP BY seq
            ) f ON f.seq = j.seq);
    END IF;
    INSERT INTO event (
        site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version, order_id,
        carton_id, fence, rev, payload, hash, outcome, received_at)
        SELECT me.site_id, me.station_id, t.seq, t.event_id, t.at, t.mono_ms, t.boot_id, t.actor, t.second_actor,
            t.kind, t.version, t.order_id, t.carton_id, t.fence, t.rev, t.payload, t.hash, j.outcome,
            transaction_timestamp()
        FROM unnest(fresh) t JOIN unnest(told) j ON j.seq = t.seq;
    IF cardinality(ids) > 0 THEN
        free := change_orders(me, known, arrived, docs, told);
    END IF;
    IF cardinality(docs) > 0 THEN
        PERFORM change_documents(me, docs, told);
    END IF;
    IF cardinality(free) > 0 THEN
        PERFORM let_go(me.site_id, free);
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(told) j WHERE j.outcome NOT IN ('accepted', 'not_understood')) THEN
        PERFORM open_conflicts(me, told, refused);
        -- Its newer terms hold nowhere else: the station hears once more what does, were it for the second time.
        PERFORM tell_once_more(me.site_id, f.kind, f.key) FROM unnest(refused) f WHERE f.outcome = 'changed_too_late';
    END IF;
    RETURN told;
END $$;
