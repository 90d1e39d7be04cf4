-- Form 1 of the schema. Every key begins with site_id: a site can be given a PostgreSQL of its own, or partitions.

CREATE TABLE form (version integer NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());

-- What each kind of journal row needs and does; filled anew by every `init`, from the release's own registry.
CREATE TABLE kind_rule (kind text NOT NULL, newest integer NOT NULL, held boolean NOT NULL, effect text);
CREATE INDEX kind_rule_kind ON kind_rule (kind);

CREATE TABLE site (
    site_id uuid NOT NULL,
    name text NOT NULL,
    ended_days integer NOT NULL DEFAULT 30,
    PRIMARY KEY (site_id)
);
COMMENT ON COLUMN site.ended_days IS 'so long after its end an order is still part of a snapshot';

-- The one row a site's sequencers take turns at. The epoch stands here, too: every call asks for both.
CREATE TABLE site_head (
    site_id uuid NOT NULL,
    seq bigint NOT NULL DEFAULT 0,
    min_seq bigint NOT NULL DEFAULT 1,
    hash bytea NOT NULL DEFAULT '\x',
    epoch uuid NOT NULL DEFAULT gen_random_uuid(),
    PRIMARY KEY (site_id)
) WITH (fillfactor = 20);

CREATE TABLE station (
    site_id uuid NOT NULL,
    station_id text NOT NULL,
    number integer NOT NULL DEFAULT 0,
    db_role text NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at timestamptz,
    acked_seq bigint NOT NULL DEFAULT 0,
    acked_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    last_seen timestamptz,
    app_version text,
    clock_offset_ms bigint,
    unsent bigint,
    oldest_unsent_at timestamptz,
    cursor bigint,
    standing text,
    head_seq bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (site_id, station_id)
) WITH (fillfactor = 40);
COMMENT ON COLUMN station.number IS 'the how-maniest of its site';
COMMENT ON COLUMN station.head_seq IS 'the newest row of its journal that it has told of in a hello';
-- Who calls is looked up by role alone; that no role serves twice, CREATE ROLE sees to.
CREATE INDEX station_role ON station (db_role);

CREATE TABLE orders (
    site_id uuid NOT NULL,
    order_id uuid NOT NULL,
    number text NOT NULL,
    ending text NOT NULL,
    rev integer NOT NULL,
    fence integer NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    holder text,
    last_holder text,
    lease_until timestamptz,
    cutoff_at timestamptz,
    ended_at timestamptz,
    carton_terms text,
    terms_rev integer NOT NULL DEFAULT 0,
    packed_rev integer,
    PRIMARY KEY (site_id, order_id),
    UNIQUE (site_id, number)
) WITH (fillfactor = 70);
COMMENT ON COLUMN orders.carton_terms IS 'what a carton is packed by, as the station says it: compared, never read';
COMMENT ON COLUMN orders.terms_rev IS 'the first rev with these terms: packed under an older one, it was packed by others';
COMMENT ON COLUMN orders.packed_rev IS 'under which it was packed last: a station may have known newer terms than central';
CREATE INDEX orders_ready ON orders (site_id, cutoff_at, order_id) WHERE ending = 'ready' AND holder IS NULL;
CREATE INDEX orders_leased ON orders (site_id, lease_until) WHERE lease_until IS NOT NULL;

-- Which task for a person stands for which rows: one for all that a station did under one claim and one outcome.
CREATE TABLE conflict (
    site_id uuid NOT NULL,
    order_id uuid NOT NULL,
    station_id text NOT NULL,
    fence integer NOT NULL,
    outcome text NOT NULL,
    seq bigint NOT NULL,
    change_seq bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (site_id, order_id, station_id, fence, outcome, change_seq)
);
COMMENT ON COLUMN conflict.change_seq IS 'the row of a change that came too late: each is a task of its own';

-- Bodies are opaque here. That of an order or task has the order's id as its key.
CREATE TABLE document (
    site_id uuid NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    body text NOT NULL,
    told_by text,
    told_seq bigint,
    later_body text,
    PRIMARY KEY (site_id, kind, key)
);
COMMENT ON COLUMN document.told_by IS 'whose journal row, `told_seq`, left it as it is; none: central made it';
COMMENT ON COLUMN document.later_body IS 'what a station that has the order has made of it since: told when it lets go, and seen by nobody before';

-- The only place with customers' data: a row is dropped here, and nowhere else is anything left of it.
CREATE TABLE personal (
    site_id uuid NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    personal text NOT NULL,
    PRIMARY KEY (site_id, kind, key)
);

CREATE TABLE event (
    site_id uuid NOT NULL,
    station_id text NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    at text NOT NULL,
    mono_ms bigint NOT NULL,
    boot_id text NOT NULL,
    actor text,
    second_actor text,
    kind text NOT NULL,
    version integer NOT NULL,
    order_id uuid,
    carton_id uuid,
    fence integer,
    rev integer,
    payload text NOT NULL,
    hash bytea NOT NULL,
    outcome text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (site_id, station_id, seq)
);

-- What is changed, before it has its place in the feed; `pid` says which of two changes of one thing is newer.
CREATE TABLE feed_pending (
    site_id uuid NOT NULL,
    pid bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (site_id, pid)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE feed (
    site_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    hash bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (site_id, seq)
);

-- What a push brings, in the words it comes in.
CREATE TYPE told_event AS (
    seq bigint, event_id uuid, at text, mono_ms bigint, boot_id text, actor text, second_actor text, kind text,
    version integer, order_id uuid, carton_id uuid, fence integer, rev integer, payload text, prev_hash bytea,
    hash bytea
);
CREATE TYPE told_document AS (
    kind text, key text, seq bigint, body text, personal text, number text, ending text, rev integer,
    cutoff_at timestamptz, carton_terms text
);
CREATE TYPE told_push AS (epoch uuid, events told_event[], documents told_document[]);
-- What the outcome of a row hangs on, what the rules say of its kind, and what is made of it. Not the row itself: it is
-- handed on many times.
CREATE TYPE judged AS (
    seq bigint, kind text, at text, order_id uuid, fence integer, rev integer, held boolean, effect text, outcome text
);
-- A document that is not taken, what becomes of its row, and whose task that is.
CREATE TYPE refusal AS (seq bigint, kind text, key text, outcome text, whose text);
