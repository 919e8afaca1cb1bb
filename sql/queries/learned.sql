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

-- name: variance_components
SELECT component, variance FROM variance_components

-- name: tier_effects
SELECT price_tier, effect, variance, observations FROM tier_effects ORDER BY price_tier

-- name: cell_effects
SELECT price_tier, content_category, psychological_trigger, effect, variance, own_share, observations
FROM cell_effects
ORDER BY price_tier, content_category, psychological_trigger

-- name: caption_effects
SELECT caption_id, effect, variance, own_share, observations, pages
FROM caption_effects
ORDER BY caption_id

-- name: taste_effects_of_all
SELECT attribute, name, effect, own_share
FROM taste_effects
WHERE page_number < 0
ORDER BY attribute, name

-- name: hour_effects_of_all
SELECT slot, effect, own_share, observations
FROM hour_effects
WHERE page_number < 0
ORDER BY slot

-- name: page_effects
SELECT page_number, page_name, effect, audience
FROM page_effects
WHERE page_name IN (SELECT unnest($pages::VARCHAR[]))
  AND EXISTS (SELECT 1 FROM learned_model WHERE learned_at <= $as_of)

-- name: page_caption_effects
SELECT e.page_number, e.caption_id, e.deviation, e.own_share, e.repeats
FROM page_caption_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY e.page_number, e.caption_id

-- name: taste_effects_of_pages
SELECT e.page_number, e.attribute, e.name, e.effect, e.own_share
FROM taste_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY e.page_number, e.attribute, e.name

-- name: hour_effects_of_pages
SELECT e.page_number, e.slot, e.effect, e.own_share, e.observations
FROM hour_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number
WHERE p.page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY e.page_number, e.slot
