-- Import of caption_bank.

-- name: stage_captions
CREATE TEMP TABLE import_staged AS
WITH parsed AS (
  SELECT
    * REPLACE (
      lower(import_text(page_name)) AS page_name,
      CASE WHEN NOT import_is_blank(caption_text) THEN caption_text END AS caption_text),
    import_whole(caption_id) AS given_id,
    import_tier(price_tier) AS tier
  FROM import_raw
)
SELECT
  given_id AS caption_id, caption_text, tier AS price_tier,
  import_text(content_category) AS content_category,
  import_trigger(psychological_trigger) AS psychological_trigger,
  coalesce(import_flag(has_urgency), false) AS has_urgency,
  coalesce(import_flag(is_active), true) AS is_active,
  page_name,
  coalesce(
    broken,
    import_id_problem('caption_id', caption_id, given_id),
    CASE WHEN caption_text IS NULL THEN 'caption_text: missing' END,
    import_long_text_problem('caption_text', caption_text),
    CASE
      WHEN import_text(price_tier) IS NULL THEN 'price_tier: missing'
      WHEN tier IS NULL THEN 'price_tier: none of budget, mid, premium, luxury, vip, bump'
    END,
    import_flag_problem('has_urgency', has_urgency),
    import_flag_problem('is_active', is_active),
    CASE WHEN page_name IS NOT NULL THEN import_page_problem(page_name) END) AS reason
FROM parsed;

-- name: key_captions
CREATE TEMP TABLE import_keyed AS
WITH texts AS (
  SELECT caption_text, caption_key_v2(caption_text) AS caption_key
  FROM (SELECT DISTINCT caption_text FROM import_staged WHERE reason IS NULL)
)
SELECT s.rowid - (SELECT min(rowid) FROM import_staged) AS record, s.* EXCLUDE (reason), texts.caption_key
FROM import_staged AS s
JOIN texts USING (caption_text)
WHERE s.reason IS NULL;

-- A row without an id is the caption of the same page, key and tier, the lowest such; else it is
-- new, and gets the next id in the file's order. Of captions whose ids the file has, it is the file
-- that tells what they are. An id beyond the limit, of an older store, leaves no room above it.
-- name: collect_captions
CREATE TEMP TABLE import_rows AS
WITH nameless AS (
  SELECT coalesce(page_name, '') AS owner, * FROM import_keyed WHERE caption_id IS NULL
), named AS (
  SELECT coalesce(page_name, '') AS owner, caption_key, price_tier, caption_id FROM caption_bank
  WHERE caption_id NOT IN (SELECT caption_id FROM import_keyed WHERE caption_id IS NOT NULL)
  UNION ALL
  SELECT coalesce(page_name, '') AS owner, caption_key, price_tier, caption_id FROM import_keyed
  WHERE caption_id IS NOT NULL
), known AS (
  SELECT owner, caption_key, price_tier, min(caption_id) AS caption_id FROM named GROUP BY ALL
), fresh AS (
  SELECT owner, caption_key, price_tier, min(record) AS record
  FROM nameless ANTI JOIN known USING (owner, caption_key, price_tier)
  GROUP BY ALL
), ids AS (
  SELECT * FROM known
  UNION ALL
  SELECT owner, caption_key, price_tier,
    row_number() OVER (ORDER BY record) + (
      SELECT coalesce(max(caption_id), 0) FROM named WHERE caption_id <= 1000000000000000) AS caption_id
  FROM fresh
)
SELECT * FROM import_keyed WHERE caption_id IS NOT NULL
UNION ALL
SELECT nameless.* EXCLUDE (owner) REPLACE (ids.caption_id AS caption_id)
FROM nameless JOIN ids USING (owner, caption_key, price_tier);

-- Captions of the bank that get another text: those whose ids the file has.
-- name: find_reworded_captions
CREATE TEMP TABLE import_reworded AS
SELECT DISTINCT caption_id
FROM import_rows AS i
JOIN caption_bank AS b USING (caption_id)
WHERE i.caption_key <> b.caption_key;

-- name: count_reworded_captions
SELECT count(*) FROM import_reworded;

-- Messages that were there before their captions, or whose caption has another text now.
-- name: link_older_messages
UPDATE sent_messages
SET caption_id = lowest.caption_id
FROM (
  SELECT caption_key_high(caption_key) AS high, caption_key_low(caption_key) AS low,
    min(caption_id) AS caption_id
  FROM caption_bank
  GROUP BY ALL
) AS lowest
WHERE (sent_messages.caption_id IS NULL
    OR sent_messages.caption_id IN (SELECT caption_id FROM import_reworded))
  AND caption_key_high = lowest.high AND caption_key_low = lowest.low;
