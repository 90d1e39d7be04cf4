-- Compiled from the modules of this folder by `python -m tests.persistence.compiled`; edit those.

-- catalogue.add_component
INSERT INTO product_components (site_id, sku, position, component_sku, quantity) VALUES (:site_id, :sku, :position, :component_sku, :quantity)

-- catalogue.code
SELECT product_codes.code, product_codes.sku, product_codes.unit, product_codes.factor
FROM product_codes
WHERE product_codes.site_id = :site AND product_codes.code = :code

-- catalogue.components
SELECT product_components.component_sku, product_components.quantity, products.name
FROM product_components LEFT OUTER JOIN products ON products.site_id = product_components.site_id AND products.sku = product_components.component_sku
WHERE product_components.site_id = :site AND product_components.sku = :sku ORDER BY product_components.position

-- catalogue.drop_components
DELETE FROM product_components WHERE product_components.site_id = :site_id AND product_components.sku = :sku

-- catalogue.lots
SELECT product_lots.lot, product_lots.expiry
FROM product_lots
WHERE product_lots.site_id = :site AND product_lots.sku = :sku

-- catalogue.product
SELECT products.name, products.unit_grams, products.learned_grams, products.kit_way, products.tracked, products.times_limit, products.by_touch
FROM products
WHERE products.site_id = :site AND products.sku = :sku

-- catalogue.put_code
INSERT INTO product_codes (site_id, code, sku, unit, factor) VALUES (:site_id, :code, :sku, :unit, :factor) ON CONFLICT (site_id, code) DO UPDATE SET sku = excluded.sku, unit = excluded.unit, factor = excluded.factor

-- catalogue.put_code_if_new
INSERT INTO product_codes (site_id, code, sku, unit, factor) VALUES (:site_id, :code, :sku, :unit, :factor) ON CONFLICT DO NOTHING

-- catalogue.put_lot
INSERT INTO product_lots (site_id, sku, lot, expiry) VALUES (:site_id, :sku, :lot, :expiry) ON CONFLICT (site_id, sku, lot) DO UPDATE SET expiry = excluded.expiry

-- catalogue.put_product
INSERT INTO products (site_id, sku, name, unit_grams, tracked, times_limit, by_touch, kit_way) VALUES (:site_id, :sku, :name, :unit_grams, :tracked, :times_limit, :by_touch, :kit_way) ON CONFLICT (site_id, sku) DO UPDATE SET name = excluded.name, unit_grams = excluded.unit_grams, tracked = excluded.tracked, times_limit = excluded.times_limit, by_touch = excluded.by_touch, kit_way = excluded.kit_way
