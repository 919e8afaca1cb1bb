-- What `learn` fits its model to (docs/learning.md).

-- name: learn_pages
-- By name: their place in this order is the page number of `observations`.
SELECT page_name FROM creators ORDER BY page_name

-- name: observations
-- The PPVs of ($since, $as_of] that were viewed and whose caption is in the bank, with local time, in
-- any order (to sort them here takes longer than to read them). A price that is missing is what a
-- purchase brought, or else the mean price of the tier.
WITH pages AS (
  SELECT page_name, timezone, row_number() OVER (ORDER BY page_name) - 1 AS page FROM creators
),
zones AS (
  SELECT p.page_name, p.page, z.utc_from, z.utc_to, z.offset_seconds
  FROM pages AS p
  JOIN zone_offsets AS z ON z.timezone = p.timezone
  WHERE z.utc_to > $since AND z.utc_from <= $as_of
),
sent AS (
  SELECT m.caption_id, z.page, m.sending_time, m.sent_count, m.viewed_count, m.purchased_count, m.earnings,
    b.price_tier,
    m.sending_time + to_seconds(z.offset_seconds) AS local_time,
    coalesce(CASE WHEN m.price > 0 THEN m.price END,
      CASE WHEN m.purchased_count > 0 AND m.earnings > 0
        THEN m.earnings / m.purchased_count END) AS price
  FROM mass_messages AS m
  JOIN zones AS z
    ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
  JOIN caption_bank AS b ON b.caption_id = m.caption_id
  WHERE m.message_type = 'PPV' AND m.viewed_count > 0
    AND m.sending_time > $since AND m.sending_time <= $as_of
),
priced AS (
  SELECT price_tier, CAST(sum(CAST(price AS DECIMAL(18,4))) AS DOUBLE) / count(price) AS mean_price
  FROM sent
  GROUP BY price_tier
)
SELECT s.caption_id, s.page, s.sending_time,
  hour(s.local_time) + CASE WHEN isodow(s.local_time) >= 6 THEN 24 ELSE 0 END AS slot,
  date_diff('day', DATE '1970-01-01', CAST(s.local_time AS DATE)) AS day,
  s.viewed_count, s.purchased_count,
  least(coalesce(CAST(s.price AS DOUBLE), p.mean_price), 1e5) AS price,
  greatest(s.sent_count, s.viewed_count) AS sent_count,
  greatest(CAST(s.earnings AS DOUBLE), 0) AS earnings
FROM sent AS s
JOIN priced AS p ON p.price_tier = s.price_tier
WHERE coalesce(CAST(s.price AS DOUBLE), p.mean_price) > 0

-- name: observed_captions
SELECT caption_id, price_tier, content_category, psychological_trigger FROM caption_bank
