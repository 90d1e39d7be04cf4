-- Compiled by `python -m tests.persistence.compiled`; edit the tables and statements.

-- carton.contents
SELECT carton_lines.carton_id, carton_lines.line_no, carton_lines.units
FROM carton_lines
WHERE carton_lines.site_id = :site AND carton_lines.carton_id IN (SELECT cartons.carton_id
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order)

-- carton.drop
DELETE FROM cartons WHERE cartons.site_id = :site AND cartons.carton_id = :carton

-- carton.drop_labels
DELETE FROM labels WHERE labels.site_id = :site AND labels.carton_id = :carton

-- carton.drop_lines
DELETE FROM carton_lines WHERE carton_lines.site_id = :site AND carton_lines.carton_id = :carton

-- carton.drop_trace
DELETE FROM carton_traces WHERE carton_traces.site_id = :site_id AND carton_traces.carton_id = :carton_id AND carton_traces.line_no = :line_no AND carton_traces.lot = :lot AND carton_traces.expiry = :expiry AND carton_traces.serial = :serial

-- carton.drop_traces
DELETE FROM carton_traces WHERE carton_traces.site_id = :site AND carton_traces.carton_id = :carton

-- carton.drop_units
DELETE FROM carton_lines WHERE carton_lines.site_id = :site AND carton_lines.carton_id = :carton AND carton_lines.line_no = :line

-- carton.insert
INSERT INTO cartons (site_id, carton_id, order_id, number, state, type_code, tare_grams, fill_grams, plate_code, plate_is_sscc, gross_grams, weight_result, type_name, aside) VALUES (:site_id, :carton_id, :order_id, :number, :state, :type_code, :tare_grams, :fill_grams, :plate_code, :plate_is_sscc, :gross_grams, :weight_result, :type_name, :aside)

-- carton.of_order
SELECT cartons.site_id, cartons.carton_id, cartons.order_id, cartons.number, cartons.state, cartons.type_code, cartons.tare_grams, cartons.fill_grams, cartons.plate_code, cartons.plate_is_sscc, cartons.gross_grams, cartons.weight_result, cartons.type_name, cartons.aside
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order ORDER BY cartons.number

-- carton.put_trace
INSERT INTO carton_traces (site_id, carton_id, line_no, lot, expiry, serial, units) VALUES (:site_id, :carton_id, :line_no, :lot, :expiry, :serial, :units) ON CONFLICT (site_id, carton_id, line_no, lot, expiry, serial) DO UPDATE SET units = excluded.units

-- carton.put_units
INSERT INTO carton_lines (site_id, carton_id, line_no, units) VALUES (:site_id, :carton_id, :line_no, :units) ON CONFLICT (site_id, carton_id, line_no) DO UPDATE SET units = excluded.units

-- carton.traces
SELECT carton_traces.carton_id, carton_traces.line_no, carton_traces.lot, carton_traces.expiry, carton_traces.serial, carton_traces.units
FROM carton_traces
WHERE carton_traces.site_id = :site AND carton_traces.carton_id IN (SELECT cartons.carton_id
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order)

-- carton.update
UPDATE cartons SET number=:new_number, state=:new_state, type_code=:new_type_code, tare_grams=:new_tare_grams, fill_grams=:new_fill_grams, plate_code=:new_plate_code, plate_is_sscc=:new_plate_is_sscc, gross_grams=:new_gross_grams, weight_result=:new_weight_result, type_name=:new_type_name, aside=:new_aside WHERE cartons.site_id = :site AND cartons.carton_id = :carton

-- carton.with_serial
SELECT orders.number
FROM carton_traces JOIN cartons ON cartons.site_id = carton_traces.site_id AND cartons.carton_id = carton_traces.carton_id JOIN order_lines ON order_lines.site_id = cartons.site_id AND order_lines.order_id = cartons.order_id AND order_lines.line_no = carton_traces.line_no JOIN orders ON orders.site_id = cartons.site_id AND orders.order_id = cartons.order_id
WHERE carton_traces.site_id = :site AND carton_traces.serial = :serial AND serial <> '' AND order_lines.sku = :sku AND cartons.state <> 'void' ORDER BY carton_traces.carton_id DESC

-- catalogue.add_component
INSERT INTO product_components (site_id, sku, position, component_sku, quantity) VALUES (:site_id, :sku, :position, :component_sku, :quantity)

-- catalogue.code
SELECT product_codes.code, product_codes.sku, product_codes.unit, product_codes.factor
FROM product_codes
WHERE product_codes.site_id = :site AND product_codes.code = :code

-- catalogue.codes_of
SELECT product_codes.code, product_codes.unit, product_codes.factor
FROM product_codes
WHERE product_codes.site_id = :site AND product_codes.sku = :sku ORDER BY product_codes.code

-- catalogue.components
SELECT product_components.component_sku, product_components.quantity, products.name
FROM product_components LEFT OUTER JOIN products ON products.site_id = product_components.site_id AND products.sku = product_components.component_sku
WHERE product_components.site_id = :site AND product_components.sku = :sku ORDER BY product_components.position

-- catalogue.drop_code
DELETE FROM product_codes WHERE product_codes.site_id = :site AND product_codes.code = :code

-- catalogue.drop_components
DELETE FROM product_components WHERE product_components.site_id = :site_id AND product_components.sku = :sku

-- catalogue.facts
SELECT product_facts.length_mm, product_facts.width_mm, product_facts.height_mm, product_facts.un_number, product_facts.hazard_class, product_facts.battery, product_facts.origin, product_facts.customs_code, product_facts.picture
FROM product_facts
WHERE product_facts.site_id = :site AND product_facts.sku = :sku

-- catalogue.lots
SELECT product_lots.lot, product_lots.expiry
FROM product_lots
WHERE product_lots.site_id = :site AND product_lots.sku = :sku

-- catalogue.piece_codes
SELECT product_codes.code
FROM product_codes
WHERE product_codes.site_id = :site AND product_codes.sku = :sku AND product_codes.factor = 1 ORDER BY product_codes.code

-- catalogue.product
SELECT products.name, products.unit_grams, products.learned_grams, products.kit_way, products.tracked, products.times_limit, products.by_touch
FROM products
WHERE products.site_id = :site AND products.sku = :sku

-- catalogue.put_code
INSERT INTO product_codes (site_id, code, sku, unit, factor) VALUES (:site_id, :code, :sku, :unit, :factor) ON CONFLICT (site_id, code) DO UPDATE SET sku = excluded.sku, unit = excluded.unit, factor = excluded.factor

-- catalogue.put_code_if_new
INSERT INTO product_codes (site_id, code, sku, unit, factor) VALUES (:site_id, :code, :sku, :unit, :factor) ON CONFLICT DO NOTHING

-- catalogue.put_facts
INSERT INTO product_facts (site_id, sku, length_mm, width_mm, height_mm, un_number, hazard_class, battery, origin, customs_code, picture) VALUES (:site_id, :sku, :length_mm, :width_mm, :height_mm, :un_number, :hazard_class, :battery, :origin, :customs_code, :picture) ON CONFLICT (site_id, sku) DO UPDATE SET length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm, un_number = excluded.un_number, hazard_class = excluded.hazard_class, battery = excluded.battery, origin = excluded.origin, customs_code = excluded.customs_code, picture = excluded.picture

-- catalogue.put_lot
INSERT INTO product_lots (site_id, sku, lot, expiry) VALUES (:site_id, :sku, :lot, :expiry) ON CONFLICT (site_id, sku, lot) DO UPDATE SET expiry = excluded.expiry

-- catalogue.put_product
INSERT INTO products (site_id, sku, name, unit_grams, tracked, times_limit, by_touch, kit_way) VALUES (:site_id, :sku, :name, :unit_grams, :tracked, :times_limit, :by_touch, :kit_way) ON CONFLICT (site_id, sku) DO UPDATE SET name = excluded.name, unit_grams = excluded.unit_grams, tracked = excluded.tracked, times_limit = excluded.times_limit, by_touch = excluded.by_touch, kit_way = excluded.kit_way

-- claim.all
SELECT claims.order_id, claims.fence, claims.lease_ends_ms, claims.boot_id, orders.holder, orders.state, EXISTS (SELECT *
FROM journal
WHERE journal.site_id = claims.site_id AND journal.order_id = claims.order_id AND journal.station_id = :station AND journal.fence = claims.fence AND journal.kind IN ('order_opened', 'order_reopened', 'order_resumed')) AS touched
FROM claims LEFT OUTER JOIN orders ON orders.site_id = claims.site_id AND orders.order_id = claims.order_id
WHERE claims.site_id = :site AND claims.lost = 0 ORDER BY claims.order_id

-- claim.drop
DELETE FROM claims WHERE claims.site_id = :site AND claims.order_id = :order

-- claim.like
SELECT orders.order_id
FROM orders
WHERE orders.site_id = :site AND orders.order_id IN (SELECT claims.order_id
FROM claims
WHERE claims.site_id = :site AND claims.lost = 0 AND claims.boot_id = :boot AND claims.lease_ends_ms > :now) AND state = 'ready' AND held = 0 AND orders.carrier = :carrier AND orders.slip = :slip AND orders.order_id != :order AND orders.order_id IN (SELECT order_lines.order_id
FROM order_lines
WHERE order_lines.site_id = :site AND order_lines.order_id = orders.order_id AND order_lines.sku = :sku AND order_lines.quantity = :quantity AND order_lines.waiting = 1 AND order_lines.single = 1) ORDER BY coalesce(orders.cutoff_at, '9999'), orders.order_id

-- claim.lose
UPDATE claims SET lost=1 WHERE claims.site_id = :site AND claims.order_id = :order

-- claim.lost
SELECT claims.lost
FROM claims
WHERE claims.site_id = :site AND claims.order_id = :order

-- claim.next
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND orders.order_id IN (SELECT claims.order_id
FROM claims
WHERE claims.site_id = :site AND claims.lost = 0 AND claims.boot_id = :boot AND claims.lease_ends_ms > :now) AND state = 'ready' AND held = 0 ORDER BY coalesce(orders.cutoff_at, '9999'), orders.order_id

-- claim.next_with_sku
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND orders.order_id IN (SELECT claims.order_id
FROM claims
WHERE claims.site_id = :site AND claims.lost = 0 AND claims.boot_id = :boot AND claims.lease_ends_ms > :now) AND state = 'ready' AND held = 0 AND orders.order_id IN (SELECT order_lines.order_id
FROM order_lines
WHERE order_lines.site_id = :site AND order_lines.order_id = orders.order_id AND order_lines.sku = :sku) ORDER BY coalesce(orders.cutoff_at, '9999'), orders.order_id

-- claim.one
SELECT claims.fence, claims.lease_ends_ms, claims.boot_id, claims.lost, orders.fence AS heard
FROM claims LEFT OUTER JOIN orders ON orders.site_id = claims.site_id AND orders.order_id = claims.order_id
WHERE claims.site_id = :site AND claims.order_id = :order

-- claim.put
INSERT INTO claims (site_id, order_id, fence, lease_ends_ms, boot_id, lost) VALUES (:site_id, :order_id, :fence, :lease_ends_ms, :boot_id, :lost) ON CONFLICT (site_id, order_id) DO UPDATE SET fence = excluded.fence, lease_ends_ms = excluded.lease_ends_ms, boot_id = excluded.boot_id, lost = excluded.lost

-- claim.renew
UPDATE claims SET lease_ends_ms=CASE WHEN (claims.boot_id = :boot) THEN max(claims.lease_ends_ms, :ends) ELSE :ends END, boot_id=:boot WHERE claims.site_id = :site AND claims.order_id = :order AND claims.fence = :held_under AND claims.lost = 0

-- drop_order.carton_lines
DELETE FROM carton_lines WHERE carton_lines.site_id = :site AND carton_lines.carton_id IN (SELECT cartons.carton_id
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order)

-- drop_order.carton_traces
DELETE FROM carton_traces WHERE carton_traces.site_id = :site AND carton_traces.carton_id IN (SELECT cartons.carton_id
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order)

-- drop_order.cartons
DELETE FROM cartons WHERE cartons.site_id = :site AND cartons.order_id = :order

-- drop_order.claims
DELETE FROM claims WHERE claims.site_id = :site AND claims.order_id = :order

-- drop_order.instruction_marks
DELETE FROM instruction_marks WHERE instruction_marks.site_id = :site AND instruction_marks.order_id = :order

-- drop_order.instructions
DELETE FROM instructions WHERE instructions.site_id = :site AND instructions.order_id = :order

-- drop_order.labels
DELETE FROM labels WHERE labels.site_id = :site AND labels.carton_id IN (SELECT cartons.carton_id
FROM cartons
WHERE cartons.site_id = :site AND cartons.order_id = :order)

-- drop_order.order_holds
DELETE FROM order_holds WHERE order_holds.site_id = :site AND order_holds.order_id = :order

-- drop_order.order_lines
DELETE FROM order_lines WHERE order_lines.site_id = :site AND order_lines.order_id = :order

-- drop_order.order_sources
DELETE FROM order_sources WHERE order_sources.site_id = :site AND order_sources.order_id = :order

-- drop_order.order_totes
DELETE FROM order_totes WHERE order_totes.site_id = :site AND order_totes.order_id = :order

-- drop_order.orders
DELETE FROM orders WHERE orders.site_id = :site AND orders.order_id = :order

-- identity.insert
INSERT INTO meta ("key", value) VALUES (:key, :value)

-- instruction.add
INSERT INTO instructions (site_id, order_id, instruction_id, position, kind, per, text, sku, document) VALUES (:site_id, :order_id, :instruction_id, :position, :kind, :per, :text, :sku, :document)

-- instruction.add_mark
INSERT INTO instruction_marks (site_id, order_id, instruction_id, scope) VALUES (:site_id, :order_id, :instruction_id, :scope)

-- instruction.drop
DELETE FROM instructions WHERE instructions.site_id = :site AND instructions.order_id = :order

-- instruction.drop_mark
DELETE FROM instruction_marks WHERE instruction_marks.site_id = :site_id AND instruction_marks.order_id = :order_id AND instruction_marks.instruction_id = :instruction_id AND instruction_marks.scope = :scope

-- instruction.marks
SELECT instruction_marks.instruction_id, instruction_marks.scope
FROM instruction_marks
WHERE instruction_marks.site_id = :site AND instruction_marks.order_id = :order

-- instruction.of_order
SELECT instructions.position, instructions.instruction_id, instructions.kind, instructions.per, instructions.text, instructions.sku, instructions.document
FROM instructions
WHERE instructions.site_id = :site AND instructions.order_id = :order

-- intake.any_of
SELECT min(quarantine.entry_no) AS min_1
FROM quarantine
WHERE quarantine.site_id = :site AND quarantine.channel = :channel

-- intake.count_waiting
SELECT count(*) AS count_1
FROM quarantine
WHERE quarantine.site_id = :site AND state = 'waiting'

-- intake.digests
SELECT order_sources.channel_order_id, order_sources.digest
FROM order_sources
WHERE order_sources.site_id = :site AND order_sources.channel = :channel AND order_sources.channel_order_id IN (SELECT value
FROM json_each(:named))

-- intake.entry
SELECT quarantine.site_id, quarantine.entry_no, quarantine.channel, quarantine.form, quarantine.file_name, quarantine.line, quarantine.rows, quarantine.order_key, quarantine.reason, quarantine.facts, quarantine.text, quarantine.digest, quarantine.state, quarantine.at
FROM quarantine
WHERE quarantine.site_id = :site AND quarantine.entry_no = :entry

-- intake.forget
DELETE FROM quarantine WHERE quarantine.site_id = :site AND quarantine.entry_no = :entry

-- intake.known_keys
SELECT quarantine.order_key
FROM quarantine
WHERE quarantine.site_id = :site AND quarantine.channel = :channel AND quarantine.order_key IN (SELECT value
FROM json_each(:keys))

-- intake.last_no
SELECT max(quarantine.entry_no) AS max_1
FROM quarantine
WHERE quarantine.site_id = :site

-- intake.of_key
SELECT quarantine.site_id, quarantine.entry_no, quarantine.channel, quarantine.form, quarantine.file_name, quarantine.line, quarantine.rows, quarantine.order_key, quarantine.reason, quarantine.facts, quarantine.text, quarantine.digest, quarantine.state, quarantine.at
FROM quarantine
WHERE quarantine.site_id = :site AND quarantine.channel = :channel AND quarantine.order_key = :key ORDER BY quarantine.entry_no

-- intake.of_order
SELECT order_sources.channel_order_id, order_sources.order_id, orders.number, order_sources.order_key, order_sources.digest, order_sources.shipping_method, order_sources.recipient, order_sources.file_name, order_sources.imported_at, order_sources.channel
FROM order_sources JOIN orders ON orders.site_id = order_sources.site_id AND orders.order_id = order_sources.order_id
WHERE order_sources.site_id = :site AND order_sources.order_id = :order ORDER BY order_sources.channel, order_sources.channel_order_id

-- intake.put_entry
INSERT INTO quarantine (site_id, entry_no, channel, form, file_name, line, rows, order_key, reason, facts, text, digest, state, at) VALUES (:site_id, :entry_no, :channel, :form, :file_name, :line, :rows, :order_key, :reason, :facts, :text, :digest, :state, :at) ON CONFLICT (site_id, entry_no) DO UPDATE SET channel = excluded.channel, form = excluded.form, file_name = excluded.file_name, line = excluded.line, rows = excluded.rows, order_key = excluded.order_key, reason = excluded.reason, facts = excluded.facts, text = excluded.text, digest = excluded.digest, state = excluded.state, at = excluded.at

-- intake.put_source
INSERT INTO order_sources (site_id, channel, channel_order_id, order_id, order_key, digest, shipping_method, recipient, file_name, imported_at) VALUES (:site_id, :channel, :channel_order_id, :order_id, :order_key, :digest, :shipping_method, :recipient, :file_name, :imported_at) ON CONFLICT (site_id, channel, channel_order_id) DO UPDATE SET order_key = excluded.order_key, digest = excluded.digest, shipping_method = excluded.shipping_method, recipient = excluded.recipient, file_name = excluded.file_name

-- intake.source
SELECT order_sources.channel_order_id, order_sources.order_id, orders.number, order_sources.order_key, order_sources.digest, order_sources.shipping_method, order_sources.recipient, order_sources.file_name, order_sources.imported_at
FROM order_sources JOIN orders ON orders.site_id = order_sources.site_id AND orders.order_id = order_sources.order_id
WHERE order_sources.site_id = :site AND order_sources.channel = :channel AND order_sources.channel_order_id = :named

-- intake.source_by_key
SELECT order_sources.channel_order_id, order_sources.order_id, orders.number, order_sources.order_key, order_sources.digest, order_sources.shipping_method, order_sources.recipient, order_sources.file_name, order_sources.imported_at
FROM order_sources JOIN orders ON orders.site_id = order_sources.site_id AND orders.order_id = order_sources.order_id
WHERE order_sources.site_id = :site AND order_sources.channel = :channel AND order_sources.order_key = :key

-- intake.waiting
SELECT quarantine.site_id, quarantine.entry_no, quarantine.channel, quarantine.form, quarantine.file_name, quarantine.line, quarantine.rows, quarantine.order_key, quarantine.reason, quarantine.facts, quarantine.text, quarantine.digest, quarantine.state, quarantine.at
FROM quarantine
WHERE quarantine.site_id = :site AND state = 'waiting' ORDER BY quarantine.entry_no
 LIMIT :most OFFSET 0

-- join_site.carton_lines
UPDATE carton_lines SET site_id=:new_site WHERE carton_lines.site_id = :old_site

-- join_site.carton_traces
UPDATE carton_traces SET site_id=:new_site WHERE carton_traces.site_id = :old_site

-- join_site.cartons
UPDATE cartons SET site_id=:new_site WHERE cartons.site_id = :old_site

-- join_site.forget_changed
DELETE FROM changed_things

-- join_site.forget_claims
DELETE FROM claims

-- join_site.forget_conflicts
DELETE FROM conflicts

-- join_site.forget_settings
DELETE FROM site_settings

-- join_site.forget_things
DELETE FROM shared_things

-- join_site.holders
UPDATE orders SET holder=:new_station, version=version + 1 WHERE orders.site_id = :site AND orders.holder = :old_station

-- join_site.instruction_marks
UPDATE instruction_marks SET site_id=:new_site WHERE instruction_marks.site_id = :old_site

-- join_site.instructions
UPDATE instructions SET site_id=:new_site WHERE instructions.site_id = :old_site

-- join_site.labels
UPDATE labels SET site_id=:new_site WHERE labels.site_id = :old_site

-- join_site.open
SELECT orders.number
FROM orders
WHERE orders.site_id = :site AND orders.holder = :station AND state IN ('claimed', 'packing', 'cancelled')

-- join_site.order_holds
UPDATE order_holds SET site_id=:new_site WHERE order_holds.site_id = :old_site

-- join_site.order_lines
UPDATE order_lines SET site_id=:new_site WHERE order_lines.site_id = :old_site

-- join_site.order_sources
UPDATE order_sources SET site_id=:new_site WHERE order_sources.site_id = :old_site

-- join_site.order_totes
UPDATE order_totes SET site_id=:new_site WHERE order_totes.site_id = :old_site

-- join_site.orders
UPDATE orders SET site_id=:new_site, fence=0, version=version + 1 WHERE orders.site_id = :old_site

-- join_site.product_codes
UPDATE product_codes SET site_id=:new_site WHERE product_codes.site_id = :old_site

-- join_site.product_components
UPDATE product_components SET site_id=:new_site WHERE product_components.site_id = :old_site

-- join_site.product_facts
UPDATE product_facts SET site_id=:new_site WHERE product_facts.site_id = :old_site

-- join_site.product_lots
UPDATE product_lots SET site_id=:new_site WHERE product_lots.site_id = :old_site

-- join_site.products
UPDATE products SET site_id=:new_site WHERE products.site_id = :old_site

-- join_site.products_here
SELECT products.sku
FROM products
WHERE products.site_id = :site

-- join_site.quarantine
UPDATE quarantine SET site_id=:new_site WHERE quarantine.site_id = :old_site

-- join_site.sscc_blocks
UPDATE sscc_blocks SET site_id=:new_site, station_id=:new_station WHERE sscc_blocks.site_id = :old_site AND sscc_blocks.station_id = :old_station

-- join_site.to_hand_over
SELECT orders.order_id
FROM orders
WHERE orders.site_id = :site AND (orders.state NOT IN ('cancelled', 'shipped')) AND (orders.state != 'packed' OR orders.packed_at > :packed_after) ORDER BY orders.order_id

-- join_site.unknown_codes
UPDATE unknown_codes SET site_id=:new_site WHERE unknown_codes.site_id = :old_site

-- join_site.users
UPDATE users SET site_id=:new_site WHERE users.site_id = :old_site

-- join_site.weighings
UPDATE weighings SET site_id=:new_site WHERE weighings.site_id = :old_site

-- join_site.worked
SELECT journal.order_id, journal.station_id, journal.seq, journal.hash, journal.fence, journal.kind, journal.payload, journal.acked_at
FROM journal JOIN orders ON orders.site_id = journal.site_id AND orders.order_id = journal.order_id
WHERE journal.site_id = :site AND journal.kind IN ('carton_closed', 'carton_opened', 'carton_reopened', 'carton_taken_back', 'carton_type_changed', 'carton_vanished', 'instruction_confirmed', 'label_verified', 'order_opened', 'order_packed', 'order_parked', 'order_released', 'order_reopened', 'order_resumed', 'packing_handed_over', 'photo_missed', 'photo_taken', 'rest_ordered', 'short_found', 'short_reported', 'unit_counted', 'unit_moved', 'unit_moved_back', 'unit_put_back', 'unit_taken_again', 'unit_uncounted', 'work_handed_over') AND (orders.state NOT IN ('cancelled', 'shipped')) AND journal.fence >= orders.fence ORDER BY journal.rowid

-- journal.about
SELECT journal.kind, journal.order_id
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq = :seq

-- journal.ack
UPDATE journal SET acked_at=:acked WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq > :above AND journal.seq <= :seq

-- journal.at_of
SELECT journal.at
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq = :seq

-- journal.changes
SELECT journal.kind, journal.version, journal.payload
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.kind = 'order_changed' ORDER BY journal.seq DESC

-- journal.events_after
SELECT journal.seq, journal.event_id, journal.at, journal.mono_ms, journal.boot_id, journal.actor, journal.second_actor, journal.kind, journal.version, journal.order_id, journal.carton_id, journal.fence, journal.rev, journal.payload, journal.prev_hash, journal.hash
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq > :above ORDER BY journal.seq
 LIMIT :most OFFSET 0

-- journal.forget_acks
UPDATE journal SET acked_at=NULL, outcome=NULL WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq > :above AND acked_at IS NOT NULL

-- journal.hash_of
SELECT journal.hash
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq = :seq

-- journal.holds_lifted
SELECT journal.kind, journal.version, journal.payload
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.kind = 'hold_lifted'

-- journal.insert
INSERT INTO journal (site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version, order_id, carton_id, fence, rev, payload, prev_hash, hash) VALUES (:site_id, :station_id, :seq, :event_id, :at, :mono_ms, :boot_id, :actor, :second_actor, :kind, :version, :order_id, :carton_id, :fence, :rev, :payload, :prev_hash, :hash)

-- journal.insert_arrivals
INSERT INTO journal (site_id, station_id, seq, event_id, at, mono_ms, boot_id, kind, version, order_id, fence, rev, payload, prev_hash, hash) VALUES (:site_id, :station_id, :seq, :event_id, :at, :mono_ms, :boot_id, :kind, :version, :order_id, :fence, :rev, :payload, :prev_hash, :hash)

-- journal.kinds_since
SELECT journal.kind
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.seq > :above

-- journal.newest
SELECT journal.seq, journal.hash
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station ORDER BY journal.seq DESC

-- journal.newest_acked
SELECT coalesce(max(journal.seq), 0) AS coalesce_1
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND acked_at IS NOT NULL

-- journal.newest_count
SELECT journal.seq, journal.actor, journal.order_id, journal.kind, journal.version, journal.payload
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.carton_id = :carton AND journal.kind IN ('unit_counted', 'unit_uncounted') ORDER BY journal.seq DESC

-- journal.newest_of_order
SELECT max(journal.seq) AS max_1
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order

-- journal.old
SELECT max(journal.seq) AS max_1
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND acked_at IS NOT NULL AND journal.seq < :below AND journal.acked_at < :before

-- journal.oldest
SELECT min(journal.seq) AS min_1
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station

-- journal.piece_acts
SELECT journal.seq, journal.actor, journal.carton_id, journal.kind, journal.version, journal.payload
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.kind IN ('carton_opened', 'order_opened', 'order_resumed', 'refusal', 'unit_counted', 'unit_moved', 'unit_moved_back', 'unit_put_back', 'unit_taken_again', 'unit_uncounted') ORDER BY journal.seq DESC

-- journal.prune
DELETE FROM journal WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq <= :seq

-- journal.rows_of_order
SELECT journal.seq, journal.kind, journal.fence, journal.rev, journal.outcome, journal.acked_at
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order

-- journal.set_outcome
UPDATE journal SET outcome=:given WHERE journal.site_id = :site AND journal.station_id = :station AND journal.seq = :row

-- journal.since_scan
SELECT journal.kind, journal.version, journal.payload
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.kind IN ('order_opened', 'order_resumed', 'refusal', 'unit_moved', 'unit_moved_back') AND journal.seq > :above

-- journal.under_fence
SELECT journal.seq
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.fence = :held_under AND acked_at IS NOT NULL AND journal.outcome = 'accepted' AND journal.kind IN ('order_opened', 'order_reopened', 'order_resumed')

-- journal.unsent_of_order
SELECT journal.kind
FROM journal
WHERE journal.site_id = :site AND journal.station_id = :station AND journal.order_id = :order AND journal.acked_at IS NULL

-- label.by_plate
SELECT labels.site_id, labels.label_id, labels.carton_id, labels.plate_code, labels.plate_is_sscc, labels.state, labels.copies, labels.data
FROM labels
WHERE labels.site_id = :site AND labels.plate_code = :plate

-- label.insert
INSERT INTO labels (site_id, label_id, carton_id, plate_code, plate_is_sscc, state, copies, data) VALUES (:site_id, :label_id, :carton_id, :plate_code, :plate_is_sscc, :state, :copies, :data)

-- label.of_carton
SELECT labels.site_id, labels.label_id, labels.carton_id, labels.plate_code, labels.plate_is_sscc, labels.state, labels.copies, labels.data
FROM labels
WHERE labels.site_id = :site AND labels.carton_id = :carton AND labels.state != 'void'

-- label.of_order
SELECT labels.site_id, labels.label_id, labels.carton_id, labels.plate_code, labels.plate_is_sscc, labels.state, labels.copies, labels.data
FROM labels JOIN cartons ON labels.site_id = cartons.site_id AND labels.carton_id = cartons.carton_id
WHERE cartons.site_id = :site AND cartons.order_id = :order

-- label.order_of
SELECT cartons.order_id
FROM cartons JOIN labels ON labels.site_id = cartons.site_id AND labels.carton_id = cartons.carton_id
WHERE labels.site_id = :site AND labels.label_id = :label

-- label.update
UPDATE labels SET state=:new_state, copies=:new_copies WHERE labels.site_id = :site AND labels.label_id = :label

-- order.arrive
INSERT INTO orders (site_id, order_id, number, state, cutoff_at, held, ship_to, carrier, fence, rev, version, slip) VALUES (:site_id, :order_id, :number, :state, :cutoff_at, :held, :ship_to, :carrier, :fence, :rev, :version, :slip)

-- order.by_id
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND orders.order_id = :order

-- order.by_more_totes
SELECT order_totes.order_id
FROM order_totes
WHERE order_totes.site_id = :site AND order_totes.tote = :tote AND goods_in = 1 ORDER BY order_totes.order_id

-- order.by_number
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND orders.number = :number

-- order.by_tote
SELECT orders.order_id
FROM orders
WHERE orders.site_id = :site AND orders.tote = :tote AND state NOT IN ('packed', 'shipped', 'cancelled') ORDER BY orders.order_id

-- order.held
SELECT order_holds.order_id
FROM order_holds
WHERE order_holds.site_id = :site AND order_holds.reason = :reason

-- order.insert
INSERT INTO orders (site_id, order_id, number, state, cutoff_at, tote, held, ship_to, carrier, holder, fence, rev, packed_by, packed_at, version, place, started_at, rest_of, slip) VALUES (:site_id, :order_id, :number, :state, :cutoff_at, :tote, :held, :ship_to, :carrier, :holder, :fence, :rev, :packed_by, :packed_at, :version, :place, :started_at, :rest_of, :slip)

-- order.known_numbers
SELECT orders.number
FROM orders
WHERE orders.site_id = :site AND orders.number IN (SELECT value
FROM json_each(:numbers))

-- order.needs
SELECT order_lines.line_no
FROM order_lines
WHERE order_lines.site_id = :site AND order_lines.order_id = :order AND order_lines.sku = :sku

-- order.next
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND state = 'ready' AND held = 0 AND orders.cutoff_at IS NOT NULL ORDER BY orders.cutoff_at, orders.order_id

-- order.next_undated
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND state = 'ready' AND held = 0 AND orders.cutoff_at IS NULL ORDER BY orders.order_id

-- order.next_with_sku
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders JOIN order_lines ON order_lines.site_id = orders.site_id AND order_lines.order_id = orders.order_id
WHERE order_lines.site_id = :site AND order_lines.sku = :sku AND waiting = 1 AND state = 'ready' AND held = 0 AND order_lines.cutoff_at IS NOT NULL ORDER BY order_lines.cutoff_at, order_lines.order_id

-- order.next_with_sku_undated
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders JOIN order_lines ON order_lines.site_id = orders.site_id AND order_lines.order_id = orders.order_id
WHERE order_lines.site_id = :site AND order_lines.sku = :sku AND waiting = 1 AND state = 'ready' AND held = 0 AND order_lines.cutoff_at IS NULL ORDER BY order_lines.order_id

-- order.open_here
SELECT orders.site_id, orders.order_id, orders.number, orders.state, orders.cutoff_at, orders.tote, orders.held, orders.ship_to, orders.carrier, orders.holder, orders.fence, orders.rev, orders.packed_by, orders.packed_at, orders.version, orders.place, orders.started_at, orders.rest_of, orders.slip
FROM orders
WHERE orders.site_id = :site AND orders.holder = :station AND state IN ('claimed', 'packing', 'cancelled') ORDER BY orders.order_id

-- order.order_anew
UPDATE orders SET cutoff_at=:new_cutoff_at, ship_to=:new_ship_to, carrier=:new_carrier, slip=:new_slip WHERE orders.site_id = :site AND orders.order_id = :order

-- order.over_long_ago
SELECT orders.order_id
FROM orders
WHERE orders.site_id = :site AND orders.state IN ('packed', 'shipped') AND orders.packed_at < :before UNION ALL SELECT orders.order_id
FROM orders
WHERE orders.site_id = :site AND orders.state = 'cancelled' AND orders.holder IS NULL AND orders.cutoff_at < :before

-- order.parked
SELECT orders.order_id, orders.place
FROM orders JOIN order_holds ON order_holds.site_id = orders.site_id AND order_holds.order_id = orders.order_id
WHERE order_holds.site_id = :site AND order_holds.reason = 'parked' AND orders.place IS NOT NULL

-- order.ready_numbers
SELECT orders.number
FROM orders
WHERE orders.site_id = :site AND state = 'ready' AND held = 0 ORDER BY orders.cutoff_at IS NULL, orders.cutoff_at, orders.order_id

-- order.rename
UPDATE orders SET number=:new_number WHERE orders.site_id = :site AND orders.order_id = :order

-- order.update
UPDATE orders SET state=:new_state, tote=:new_tote, held=:new_held, holder=:new_holder, fence=:new_fence, rev=:new_rev, packed_by=:new_packed_by, packed_at=:new_packed_at, version=version + 1, place=:new_place, started_at=:new_started_at WHERE orders.site_id = :site AND orders.order_id = :order

-- order.version
SELECT orders.version
FROM orders
WHERE orders.site_id = :site AND orders.order_id = :order

-- order_content.add_hold
INSERT INTO order_holds (site_id, order_id, reason) VALUES (:site_id, :order_id, :reason)

-- order_content.add_tote
INSERT INTO order_totes (site_id, order_id, position, tote, goods_in) VALUES (:site_id, :order_id, :position, :tote, :goods_in)

-- order_content.drop_holds
DELETE FROM order_holds WHERE order_holds.site_id = :site AND order_holds.order_id = :order

-- order_content.drop_line
DELETE FROM order_lines WHERE order_lines.site_id = :site AND order_lines.order_id = :order AND order_lines.line_no = :line

-- order_content.drop_totes
DELETE FROM order_totes WHERE order_totes.site_id = :site AND order_totes.order_id = :order

-- order_content.holds
SELECT order_holds.reason
FROM order_holds
WHERE order_holds.site_id = :site AND order_holds.order_id = :order

-- order_content.kits
SELECT order_lines.line_no, product_components.component_sku, product_components.quantity, products.name, products.unit_grams, products.learned_grams
FROM order_lines JOIN product_components ON product_components.site_id = order_lines.site_id AND product_components.sku = order_lines.sku LEFT OUTER JOIN products ON products.site_id = product_components.site_id AND products.sku = product_components.component_sku
WHERE order_lines.site_id = :site AND order_lines.order_id = :order ORDER BY order_lines.line_no, product_components.position

-- order_content.lines
SELECT order_lines.line_no, order_lines.sku, order_lines.quantity, order_lines.short, order_lines.kit_sku, kit.name AS kit_name, products.name, products.unit_grams, products.learned_grams, products.tracked, products.times_limit, products.by_touch
FROM order_lines LEFT OUTER JOIN products ON products.site_id = order_lines.site_id AND products.sku = order_lines.sku LEFT OUTER JOIN products AS kit ON kit.site_id = order_lines.site_id AND kit.sku = order_lines.kit_sku
WHERE order_lines.site_id = :site AND order_lines.order_id = :order ORDER BY order_lines.line_no

-- order_content.put_line
INSERT INTO order_lines (site_id, order_id, line_no, sku, quantity, waiting, cutoff_at, short, kit_sku, single) VALUES (:site_id, :order_id, :line_no, :sku, :quantity, :waiting, :cutoff_at, :short, :kit_sku, :single) ON CONFLICT (site_id, order_id, line_no) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, cutoff_at = excluded.cutoff_at, short = excluded.short, kit_sku = excluded.kit_sku, single = excluded.single

-- order_content.totes
SELECT order_totes.tote
FROM order_totes
WHERE order_totes.site_id = :site AND order_totes.order_id = :order ORDER BY order_totes.position

-- order_content.update_waiting
UPDATE order_lines SET waiting=:new_waiting WHERE order_lines.site_id = :site AND order_lines.order_id = :order AND order_lines.waiting != :new_waiting

-- queue.held
SELECT order_holds.order_id
FROM order_holds
WHERE order_holds.site_id = :site AND order_holds.reason = :reason AND order_holds.order_id > :after ORDER BY order_holds.order_id

-- queue.held_order
SELECT orders.number, orders.state, orders.cutoff_at, order_holds.reason
FROM orders JOIN order_holds ON order_holds.site_id = orders.site_id AND order_holds.order_id = orders.order_id
WHERE orders.site_id = :site AND orders.order_id = :order

-- queue.like
SELECT orders.order_id
FROM orders JOIN order_lines ON order_lines.site_id = orders.site_id AND order_lines.order_id = orders.order_id
WHERE order_lines.site_id = :site AND order_lines.sku = :sku AND order_lines.quantity = :quantity AND waiting = 1 AND single = 1 AND orders.carrier = :carrier AND orders.slip = :slip AND orders.order_id != :order AND order_lines.cutoff_at IS NOT NULL ORDER BY order_lines.cutoff_at, order_lines.order_id

-- queue.like_undated
SELECT orders.order_id
FROM orders JOIN order_lines ON order_lines.site_id = orders.site_id AND order_lines.order_id = orders.order_id
WHERE order_lines.site_id = :site AND order_lines.sku = :sku AND order_lines.quantity = :quantity AND waiting = 1 AND single = 1 AND orders.carrier = :carrier AND orders.slip = :slip AND orders.order_id != :order AND order_lines.cutoff_at IS NULL ORDER BY order_lines.order_id

-- shared.changed
SELECT changed_things.kind, changed_things."key", changed_things.seq
FROM changed_things
WHERE changed_things.site_id = :site AND changed_things.seq >= :first AND changed_things.seq <= :last ORDER BY changed_things.seq, changed_things.kind, changed_things."key"

-- shared.changed_at
SELECT changed_things.seq
FROM changed_things
WHERE changed_things.site_id = :site AND changed_things.kind = :kind AND changed_things."key" = :key

-- shared.conflict
SELECT conflicts.station_id, conflicts.seq, conflicts.kind, conflicts.outcome, conflicts.order_id, conflicts.whose, conflicts.state, conflicts.ended, conflicts.at
FROM conflicts
WHERE conflicts.site_id = :site AND conflicts.station_id = :station AND conflicts.seq = :seq

-- shared.count_anew
UPDATE shared_things SET version=:nothing_yet WHERE shared_things.site_id = :site AND shared_things.kind = :kind AND shared_things."key" = :key

-- shared.drop_meta
DELETE FROM meta WHERE meta."key" = :key

-- shared.drop_passed
UPDATE shared_things SET passed_over=NULL WHERE shared_things.site_id = :site AND shared_things.kind = :kind AND shared_things."key" = :key

-- shared.drop_setting
DELETE FROM site_settings WHERE site_settings.site_id = :site AND site_settings."key" = :key

-- shared.forget_thing
DELETE FROM shared_things WHERE shared_things.site_id = :site AND shared_things.kind = :kind AND shared_things."key" = :key

-- shared.keys
SELECT shared_things.kind, shared_things."key"
FROM shared_things
WHERE shared_things.site_id = :site

-- shared.mark
INSERT INTO changed_things (site_id, kind, "key", seq) VALUES (:site_id, :kind, :key, :seq) ON CONFLICT (site_id, kind, "key") DO UPDATE SET seq = excluded.seq

-- shared.meta
SELECT meta.value
FROM meta
WHERE meta."key" = :key

-- shared.open_conflicts
SELECT conflicts.station_id, conflicts.seq, conflicts.kind, conflicts.outcome, conflicts.order_id, conflicts.whose, conflicts.state, conflicts.ended, conflicts.at
FROM conflicts
WHERE conflicts.site_id = :site AND conflicts.whose = :whose AND state = 'open' ORDER BY conflicts.at, conflicts.seq

-- shared.open_of_order
SELECT conflicts.outcome
FROM conflicts
WHERE conflicts.site_id = :site AND conflicts.order_id = :order AND conflicts.whose = :whose AND state = 'open'

-- shared.pass_over
INSERT INTO shared_things (site_id, kind, "key", version, fence, rev, passed_over) VALUES (:site_id, :kind, :key, :version, :fence, :rev, :passed_over) ON CONFLICT (site_id, kind, "key") DO UPDATE SET passed_over = excluded.passed_over

-- shared.passed
SELECT shared_things.kind, shared_things."key"
FROM shared_things
WHERE shared_things.site_id = :site AND passed_over IS NOT NULL ORDER BY shared_things.kind, shared_things."key"

-- shared.put_conflict
INSERT INTO conflicts (site_id, station_id, seq, kind, outcome, order_id, whose, state, ended, at) VALUES (:site_id, :station_id, :seq, :kind, :outcome, :order_id, :whose, :state, :ended, :at) ON CONFLICT (site_id, station_id, seq) DO UPDATE SET outcome = excluded.outcome, whose = excluded.whose, state = excluded.state, ended = excluded.ended

-- shared.put_meta
INSERT INTO meta ("key", value) VALUES (:key, :value) ON CONFLICT ("key") DO UPDATE SET value = excluded.value

-- shared.put_setting
INSERT INTO site_settings (site_id, "key", value) VALUES (:site_id, :key, :value) ON CONFLICT (site_id, "key") DO UPDATE SET value = excluded.value

-- shared.put_thing
INSERT INTO shared_things (site_id, kind, "key", version, holder, fence, ending, rev, unknown, passed_over) VALUES (:site_id, :kind, :key, :version, :holder, :fence, :ending, :rev, :unknown, NULL) ON CONFLICT (site_id, kind, "key") DO UPDATE SET version = excluded.version, holder = excluded.holder, fence = excluded.fence, ending = excluded.ending, rev = excluded.rev, unknown = excluded.unknown, passed_over = NULL

-- shared.setting
SELECT site_settings.value
FROM site_settings
WHERE site_settings.site_id = :site AND site_settings."key" = :key

-- shared.thing
SELECT shared_things.version, shared_things.holder, shared_things.fence, shared_things.ending, shared_things.rev, shared_things.unknown, shared_things.passed_over
FROM shared_things
WHERE shared_things.site_id = :site AND shared_things.kind = :kind AND shared_things."key" = :key

-- sscc.next
SELECT sscc_blocks.next_serial
FROM sscc_blocks
WHERE sscc_blocks.site_id = :site_id AND sscc_blocks.station_id = :station_id AND sscc_blocks.extension_digit = :extension_digit AND sscc_blocks.company_prefix = :company_prefix AND sscc_blocks.plate_prefix = :plate_prefix

-- sscc.put
INSERT INTO sscc_blocks (site_id, station_id, extension_digit, company_prefix, plate_prefix, next_serial, last_serial) VALUES (:site_id, :station_id, :extension_digit, :company_prefix, :plate_prefix, :next_serial, :last_serial) ON CONFLICT (site_id, station_id, extension_digit, company_prefix, plate_prefix) DO UPDATE SET next_serial = excluded.next_serial, last_serial = excluded.last_serial

-- unknown_code.all
SELECT unknown_codes.code, unknown_codes.seen, unknown_codes.first_at, unknown_codes.last_at, unknown_codes.order_number
FROM unknown_codes
WHERE unknown_codes.site_id = :site

-- unknown_code.drop
DELETE FROM unknown_codes WHERE unknown_codes.site_id = :site AND unknown_codes.code = :code

-- unknown_code.note
INSERT INTO unknown_codes (site_id, code, seen, first_at, last_at, order_number) VALUES (:site_id, :code, :seen, :first_at, :last_at, :order_number) ON CONFLICT (site_id, code) DO UPDATE SET seen = (unknown_codes.seen + excluded.seen), last_at = excluded.last_at, order_number = excluded.order_number

-- user.all
SELECT users.site_id, users.user_id, users.name, users.role, users.badge_number, users.badge_hash, users.pin_hash, users.disabled, users.misses, users.missed_at
FROM users
WHERE users.site_id = :site ORDER BY users.name, users.user_id

-- user.by_badge
SELECT users.site_id, users.user_id, users.name, users.role, users.badge_number, users.badge_hash, users.pin_hash, users.disabled, users.misses, users.missed_at
FROM users
WHERE users.site_id = :site AND users.badge_number = :badge

-- user.one
SELECT users.site_id, users.user_id, users.name, users.role, users.badge_number, users.badge_hash, users.pin_hash, users.disabled, users.misses, users.missed_at
FROM users
WHERE users.site_id = :site AND users.user_id = :user

-- user.put
INSERT INTO users (site_id, user_id, name, role, badge_number, badge_hash, pin_hash, disabled, misses, missed_at) VALUES (:site_id, :user_id, :name, :role, :badge_number, :badge_hash, :pin_hash, :disabled, :misses, :missed_at) ON CONFLICT (site_id, user_id) DO UPDATE SET name = excluded.name, role = excluded.role, badge_number = excluded.badge_number, badge_hash = excluded.badge_hash, pin_hash = excluded.pin_hash, disabled = excluded.disabled, misses = excluded.misses, missed_at = excluded.missed_at

-- weighing.add
INSERT INTO weighings (site_id, sku, carton_id, piece_grams) VALUES (:site_id, :sku, :carton_id, :piece_grams) ON CONFLICT (site_id, sku, carton_id) DO UPDATE SET piece_grams = excluded.piece_grams

-- weighing.forget
DELETE FROM weighings WHERE weighings.site_id = :site AND weighings.sku = :sku

-- weighing.learned
UPDATE products SET learned_grams=:grams WHERE products.site_id = :site AND products.sku = :of_sku

-- weighing.of
SELECT weighings.piece_grams
FROM weighings
WHERE weighings.site_id = :site AND weighings.sku = :sku

-- weighing.unconfirmed
SELECT products.sku
FROM products
WHERE products.site_id = :site AND unit_grams IS NULL AND learned_grams >= 0
