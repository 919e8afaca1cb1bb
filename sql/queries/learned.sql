-- What was learned (docs/learning.md): written whole by `learn`, read by every plan.

-- name: delete_learned_model
DELETE FROM learned_model

-- name: delete_variance_components
DELETE FROM variance_components

-- name: delete_tier_effects
DELETE FROM tier_effects

-- name: delete_cell_effects
DELETE FROM cell_effects

-- name: delete_caption_effects
DELETE FROM caption_effects

-- name: delete_page_effects
DELETE FROM page_effects

-- name: delete_page_caption_effects
DELETE FROM page_caption_effects

-- name: delete_taste_effects
DELETE FROM taste_effects

-- name: delete_hour_effects
DELETE FROM hour_effects

-- name: insert_learned_model
INSERT INTO learned_model (learned_at, observations, repeat_coefficient, repeat_half_life_days,
  drift_z, half_life_days, smearing)
VALUES ($learned_at, $observations, $repeat_coefficient, $repeat_half_life_days, $drift_z,
  $half_life_days::DOUBLE, $smearing)

-- name: learned_model
-- What was learned later than as-of is not known yet.
SELECT learned_at, observations, repeat_coefficient, repeat_half_life_days, drift_z, half_life_days,
  smearing
FROM learned_model
WHERE learned_at <= $as_of

-- name: learned_of_all
-- The small tables in one statement, for on BigQuery each is a job.
SELECT 'variance' AS part, component AS word, '' AS category, '' AS trigger_name, 0 AS slot,
  variance AS effect, 0.0 AS variance, 0.0 AS own_share, 0 AS observations
FROM variance_components
UNION ALL
SELECT 'tier', price_tier, '', '', 0, effect, variance, 0.0, observations FROM tier_effects
UNION ALL
SELECT 'cell', price_tier, content_category, psychological_trigger, 0, effect, variance, own_share,
  observations
FROM cell_effects
UNION ALL
SELECT 'taste', attribute, name, '', 0, effect, 0.0, own_share, 0
FROM taste_effects
WHERE page_number < 0
UNION ALL
SELECT 'hour', '', '', '', slot, effect, 0.0, own_share, observations
FROM hour_effects
WHERE page_number < 0
ORDER BY part, word, category, trigger_name, slot

-- name: caption_effects
SELECT caption_id, effect, variance, own_share, observations, pages
FROM caption_effects
ORDER BY caption_id

-- name: learned_of_pages
SELECT 'page' AS part, page_number, page_name, '' AS word, '' AS name, 0 AS slot, effect,
  audience AS own_share, 0 AS observations
FROM page_effects
WHERE page_name IN (SELECT unnest($pages::VARCHAR[]))
  AND EXISTS (SELECT 1 FROM learned_model WHERE learned_at <= $as_of)
UNION ALL
SELECT 'taste', p.page_number, p.page_name, e.attribute, e.name, 0, e.effect, e.own_share, 0
FROM taste_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
  AND EXISTS (SELECT 1 FROM learned_model WHERE learned_at <= $as_of)
UNION ALL
SELECT 'hour', p.page_number, p.page_name, '', '', e.slot, e.effect, e.own_share, e.observations
FROM hour_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
  AND EXISTS (SELECT 1 FROM learned_model WHERE learned_at <= $as_of)
ORDER BY page_number, part, word, name, slot

-- name: page_caption_effects
SELECT e.page_number, e.caption_id, e.deviation, e.own_share, e.repeats
FROM page_caption_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY e.page_number, e.caption_id
