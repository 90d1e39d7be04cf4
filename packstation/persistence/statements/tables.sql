-- Compiled by `python -m tests.persistence.compiled`; edit the tables and statements.

-- table changed_things
CREATE TABLE changed_things (
    site_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_changed_things PRIMARY KEY (site_id, kind, "key")
)
 WITHOUT ROWID

-- index ix_changed_things_seq
CREATE INDEX ix_changed_things_seq ON changed_things (site_id, seq)

-- table claims
CREATE TABLE claims (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    fence INTEGER NOT NULL,
    lease_ends_ms BIGINT NOT NULL,
    boot_id TEXT NOT NULL,
    lost BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_claims PRIMARY KEY (site_id, order_id)
)
 WITHOUT ROWID

-- table conflicts
CREATE TABLE conflicts (
    site_id BLOB NOT NULL,
    station_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    order_id BLOB,
    whose TEXT NOT NULL,
    state TEXT NOT NULL,
    ended TEXT,
    at TEXT NOT NULL,
    CONSTRAINT pk_conflicts PRIMARY KEY (site_id, station_id, seq)
)
 WITHOUT ROWID

-- index ix_conflicts_open
CREATE INDEX ix_conflicts_open ON conflicts (site_id, whose, at) WHERE state = 'open'

-- index ix_conflicts_order
CREATE INDEX ix_conflicts_order ON conflicts (site_id, order_id)

-- table journal
CREATE TABLE journal (
    site_id BLOB NOT NULL,
    station_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    event_id BLOB NOT NULL,
    at TEXT NOT NULL,
    mono_ms BIGINT NOT NULL,
    boot_id TEXT NOT NULL,
    actor TEXT,
    second_actor TEXT,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    order_id BLOB,
    carton_id BLOB,
    fence INTEGER,
    rev INTEGER,
    payload TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    acked_at TEXT,
    outcome TEXT,
    CONSTRAINT pk_journal PRIMARY KEY (site_id, station_id, seq),
    CONSTRAINT uq_journal_site_id_event_id UNIQUE (site_id, event_id)
)

-- index ix_journal_acked
CREATE INDEX ix_journal_acked ON journal (site_id, station_id, seq) WHERE acked_at IS NOT NULL

-- index ix_journal_carton
CREATE INDEX ix_journal_carton ON journal (site_id, carton_id, seq) WHERE carton_id IS NOT NULL

-- index ix_journal_order
CREATE INDEX ix_journal_order ON journal (site_id, order_id, seq) WHERE order_id IS NOT NULL

-- table meta
CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY ("key")
)

-- table orders
CREATE TABLE orders (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    cutoff_at TEXT,
    tote TEXT,
    held BOOLEAN NOT NULL,
    ship_to TEXT NOT NULL,
    carrier TEXT NOT NULL,
    holder TEXT,
    fence INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    packed_by TEXT,
    packed_at TEXT,
    version INTEGER NOT NULL,
    place TEXT,
    started_at TEXT,
    rest_of TEXT,
    slip BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_orders PRIMARY KEY (site_id, order_id),
    CONSTRAINT uq_orders_site_id_number UNIQUE (site_id, number)
)

-- index ix_orders_holder
CREATE INDEX ix_orders_holder ON orders (site_id, holder, order_id) WHERE state IN ('claimed', 'packing', 'cancelled')

-- index ix_orders_ready
CREATE INDEX ix_orders_ready ON orders (site_id, cutoff_at, order_id) WHERE state = 'ready' AND held = 0

-- index ix_orders_tote
CREATE INDEX ix_orders_tote ON orders (site_id, tote, order_id) WHERE state NOT IN ('packed', 'shipped', 'cancelled')

-- table product_codes
CREATE TABLE product_codes (
    site_id BLOB NOT NULL,
    code TEXT NOT NULL,
    sku TEXT NOT NULL,
    unit TEXT NOT NULL,
    factor INTEGER NOT NULL,
    CONSTRAINT pk_product_codes PRIMARY KEY (site_id, code)
)
 WITHOUT ROWID

-- index ix_product_codes_sku
CREATE INDEX ix_product_codes_sku ON product_codes (site_id, sku, code)

-- table product_lots
CREATE TABLE product_lots (
    site_id BLOB NOT NULL,
    sku TEXT NOT NULL,
    lot TEXT NOT NULL,
    expiry TEXT,
    CONSTRAINT pk_product_lots PRIMARY KEY (site_id, sku, lot)
)
 WITHOUT ROWID

-- table products
CREATE TABLE products (
    site_id BLOB NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_grams INTEGER,
    tracked TEXT DEFAULT '' NOT NULL,
    times_limit INTEGER,
    by_touch BOOLEAN DEFAULT 0 NOT NULL,
    learned_grams INTEGER,
    kit_way TEXT DEFAULT 'as_one' NOT NULL,
    CONSTRAINT pk_products PRIMARY KEY (site_id, sku)
)
 WITHOUT ROWID

-- index ix_products_learned
CREATE INDEX ix_products_learned ON products (site_id, learned_grams) WHERE unit_grams IS NULL AND learned_grams >= 0

-- table quarantine
CREATE TABLE quarantine (
    site_id BLOB NOT NULL,
    entry_no INTEGER NOT NULL,
    channel TEXT NOT NULL,
    form TEXT NOT NULL,
    file_name TEXT NOT NULL,
    line INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    order_key TEXT NOT NULL,
    reason TEXT NOT NULL,
    facts TEXT NOT NULL,
    text TEXT NOT NULL,
    digest BLOB NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_quarantine PRIMARY KEY (site_id, entry_no)
)

-- index ix_quarantine_key
CREATE INDEX ix_quarantine_key ON quarantine (site_id, channel, order_key)

-- index ix_quarantine_waiting
CREATE INDEX ix_quarantine_waiting ON quarantine (site_id, entry_no) WHERE state = 'waiting'

-- table shared_things
CREATE TABLE shared_things (
    site_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    version BIGINT NOT NULL,
    holder TEXT,
    fence INTEGER NOT NULL,
    ending TEXT,
    rev INTEGER NOT NULL,
    unknown TEXT DEFAULT '' NOT NULL,
    passed_over TEXT,
    CONSTRAINT pk_shared_things PRIMARY KEY (site_id, kind, "key")
)
 WITHOUT ROWID

-- index ix_shared_things_passed_over
CREATE INDEX ix_shared_things_passed_over ON shared_things (site_id, kind, "key") WHERE passed_over IS NOT NULL

-- table site_settings
CREATE TABLE site_settings (
    site_id BLOB NOT NULL,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_site_settings PRIMARY KEY (site_id, "key")
)
 WITHOUT ROWID

-- table sscc_blocks
CREATE TABLE sscc_blocks (
    site_id BLOB NOT NULL,
    station_id TEXT NOT NULL,
    extension_digit INTEGER NOT NULL,
    company_prefix TEXT NOT NULL,
    plate_prefix TEXT NOT NULL,
    next_serial BIGINT NOT NULL,
    last_serial BIGINT NOT NULL,
    CONSTRAINT pk_sscc_blocks PRIMARY KEY (site_id, station_id, extension_digit, company_prefix, plate_prefix)
)

-- table unknown_codes
CREATE TABLE unknown_codes (
    site_id BLOB NOT NULL,
    code TEXT NOT NULL,
    seen INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    order_number TEXT,
    CONSTRAINT pk_unknown_codes PRIMARY KEY (site_id, code)
)
 WITHOUT ROWID

-- table users
CREATE TABLE users (
    site_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    badge_number INTEGER,
    badge_hash TEXT,
    pin_hash TEXT,
    disabled BOOLEAN NOT NULL,
    misses INTEGER NOT NULL,
    missed_at TEXT,
    CONSTRAINT pk_users PRIMARY KEY (site_id, user_id),
    CONSTRAINT uq_users_site_id_badge_number UNIQUE (site_id, badge_number)
)

-- table weighings
CREATE TABLE weighings (
    site_id BLOB NOT NULL,
    sku TEXT NOT NULL,
    carton_id BLOB NOT NULL,
    piece_grams INTEGER NOT NULL,
    CONSTRAINT pk_weighings PRIMARY KEY (site_id, sku, carton_id)
)
 WITHOUT ROWID

-- table cartons
CREATE TABLE cartons (
    site_id BLOB NOT NULL,
    carton_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    type_code TEXT NOT NULL,
    tare_grams INTEGER NOT NULL,
    fill_grams INTEGER NOT NULL,
    plate_code TEXT,
    plate_is_sscc BOOLEAN,
    gross_grams INTEGER,
    weight_result TEXT,
    type_name TEXT DEFAULT '' NOT NULL,
    aside BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_cartons PRIMARY KEY (site_id, carton_id),
    CONSTRAINT uq_cartons_site_id_order_id_number UNIQUE (site_id, order_id, number),
    CONSTRAINT fk_cartons_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)

-- table instructions
CREATE TABLE instructions (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    instruction_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    per TEXT NOT NULL,
    text TEXT NOT NULL,
    sku TEXT,
    document TEXT,
    CONSTRAINT pk_instructions PRIMARY KEY (site_id, order_id, instruction_id),
    CONSTRAINT fk_instructions_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)
 WITHOUT ROWID

-- table order_holds
CREATE TABLE order_holds (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_order_holds PRIMARY KEY (site_id, order_id, reason),
    CONSTRAINT fk_order_holds_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)
 WITHOUT ROWID

-- index ix_order_holds_reason
CREATE INDEX ix_order_holds_reason ON order_holds (site_id, reason, order_id)

-- table order_lines
CREATE TABLE order_lines (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    line_no INTEGER NOT NULL,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    waiting BOOLEAN NOT NULL,
    cutoff_at TEXT,
    short INTEGER DEFAULT 0 NOT NULL,
    kit_sku TEXT,
    single BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_order_lines PRIMARY KEY (site_id, order_id, line_no),
    CONSTRAINT fk_order_lines_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)
 WITHOUT ROWID

-- index ix_order_lines_like
CREATE INDEX ix_order_lines_like ON order_lines (site_id, sku, quantity, cutoff_at, order_id) WHERE waiting = 1 AND single = 1

-- index ix_order_lines_sku
CREATE INDEX ix_order_lines_sku ON order_lines (site_id, sku, cutoff_at, order_id) WHERE waiting = 1

-- table order_sources
CREATE TABLE order_sources (
    site_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    channel_order_id TEXT NOT NULL,
    order_id BLOB NOT NULL,
    order_key TEXT NOT NULL,
    digest BLOB NOT NULL,
    shipping_method TEXT NOT NULL,
    recipient TEXT NOT NULL,
    file_name TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    CONSTRAINT pk_order_sources PRIMARY KEY (site_id, channel, channel_order_id),
    CONSTRAINT fk_order_sources_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)

-- index ix_order_sources_key
CREATE INDEX ix_order_sources_key ON order_sources (site_id, channel, order_key)

-- index ix_order_sources_order
CREATE INDEX ix_order_sources_order ON order_sources (site_id, order_id)

-- table order_totes
CREATE TABLE order_totes (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    tote TEXT NOT NULL,
    goods_in BOOLEAN NOT NULL,
    CONSTRAINT pk_order_totes PRIMARY KEY (site_id, order_id, position),
    CONSTRAINT fk_order_totes_orders FOREIGN KEY(site_id, order_id) REFERENCES orders (site_id, order_id)
)
 WITHOUT ROWID

-- index ix_order_totes_tote
CREATE INDEX ix_order_totes_tote ON order_totes (site_id, tote, order_id) WHERE goods_in = 1

-- table product_components
CREATE TABLE product_components (
    site_id BLOB NOT NULL,
    sku TEXT NOT NULL,
    position INTEGER NOT NULL,
    component_sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT pk_product_components PRIMARY KEY (site_id, sku, position),
    CONSTRAINT fk_product_components_products FOREIGN KEY(site_id, sku) REFERENCES products (site_id, sku)
)
 WITHOUT ROWID

-- table product_facts
CREATE TABLE product_facts (
    site_id BLOB NOT NULL,
    sku TEXT NOT NULL,
    length_mm INTEGER,
    width_mm INTEGER,
    height_mm INTEGER,
    un_number TEXT NOT NULL,
    hazard_class TEXT NOT NULL,
    battery BOOLEAN NOT NULL,
    origin TEXT NOT NULL,
    customs_code TEXT NOT NULL,
    picture TEXT NOT NULL,
    CONSTRAINT pk_product_facts PRIMARY KEY (site_id, sku),
    CONSTRAINT fk_product_facts_products FOREIGN KEY(site_id, sku) REFERENCES products (site_id, sku)
)
 WITHOUT ROWID

-- table carton_lines
CREATE TABLE carton_lines (
    site_id BLOB NOT NULL,
    carton_id BLOB NOT NULL,
    line_no INTEGER NOT NULL,
    units INTEGER NOT NULL,
    CONSTRAINT pk_carton_lines PRIMARY KEY (site_id, carton_id, line_no),
    CONSTRAINT fk_carton_lines_cartons FOREIGN KEY(site_id, carton_id) REFERENCES cartons (site_id, carton_id)
)
 WITHOUT ROWID

-- table carton_traces
CREATE TABLE carton_traces (
    site_id BLOB NOT NULL,
    carton_id BLOB NOT NULL,
    line_no INTEGER NOT NULL,
    lot TEXT NOT NULL,
    expiry TEXT NOT NULL,
    serial TEXT NOT NULL,
    units INTEGER NOT NULL,
    CONSTRAINT pk_carton_traces PRIMARY KEY (site_id, carton_id, line_no, lot, expiry, serial),
    CONSTRAINT fk_carton_traces_cartons FOREIGN KEY(site_id, carton_id) REFERENCES cartons (site_id, carton_id)
)
 WITHOUT ROWID

-- index ix_carton_traces_serial
CREATE INDEX ix_carton_traces_serial ON carton_traces (site_id, serial, carton_id, line_no) WHERE serial <> ''

-- table instruction_marks
CREATE TABLE instruction_marks (
    site_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    instruction_id BLOB NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT pk_instruction_marks PRIMARY KEY (site_id, order_id, instruction_id, scope),
    CONSTRAINT fk_instruction_marks_instructions FOREIGN KEY(site_id, order_id, instruction_id) REFERENCES instructions (site_id, order_id, instruction_id)
)
 WITHOUT ROWID

-- table labels
CREATE TABLE labels (
    site_id BLOB NOT NULL,
    label_id BLOB NOT NULL,
    carton_id BLOB NOT NULL,
    plate_code TEXT NOT NULL,
    plate_is_sscc BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    copies INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_labels PRIMARY KEY (site_id, label_id),
    CONSTRAINT uq_labels_site_id_plate_code UNIQUE (site_id, plate_code),
    CONSTRAINT fk_labels_cartons FOREIGN KEY(site_id, carton_id) REFERENCES cartons (site_id, carton_id)
)

-- index ix_labels_carton
CREATE INDEX ix_labels_carton ON labels (site_id, carton_id)

-- trigger journal_frozen
CREATE TRIGGER journal_frozen BEFORE UPDATE OF
    site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version,
    order_id, carton_id, fence, rev, payload, prev_hash, hash
ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END

-- trigger journal_kept
CREATE TRIGGER journal_kept BEFORE DELETE ON journal WHEN OLD.acked_at IS NULL
BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END

-- trigger orders_version
CREATE TRIGGER orders_version AFTER UPDATE ON orders WHEN NEW.version = OLD.version
BEGIN
    UPDATE orders SET version = OLD.version + 1
    WHERE site_id = NEW.site_id AND order_id = NEW.order_id;
END
