-- Import of caption_bank: {rows} is what was loaded of a file (sql/import/loads.sql).

-- A row without an id is the caption of the same page, key and tier, the lowest such; else it is
-- new, and gets the next id in the file's order. Of captions whose ids the file has, it is the file
-- that tells what they are. An id beyond the limit, of an older store, leaves no room above it.
-- name: incoming_captions
WITH given AS (
  SELECT *, COALESCE(page_name, '') AS owner FROM {rows}
),
named AS (
  SELECT COALESCE(page_name, '') AS owner, caption_key, price_tier, caption_id FROM caption_bank
  WHERE caption_id NOT IN (SELECT g.caption_id FROM given AS g WHERE g.caption_id IS NOT NULL)
  UNION ALL
  SELECT owner, caption_key, price_tier, caption_id FROM given WHERE caption_id IS NOT NULL
),
known AS (
  SELECT owner, caption_key, price_tier, MIN(caption_id) AS caption_id
  FROM named
  GROUP BY owner, caption_key, price_tier
),
nameless AS (
  SELECT owner, caption_key, price_tier, MIN(record) AS record
  FROM given
  WHERE caption_id IS NULL
  GROUP BY owner, caption_key, price_tier
),
fresh AS (
  SELECT n.owner, n.caption_key, n.price_tier,
    ROW_NUMBER() OVER (ORDER BY n.record)
      + (SELECT COALESCE(MAX(m.caption_id), 0) FROM named AS m WHERE m.caption_id <= 1000000000000000) AS caption_id
  FROM nameless AS n
  LEFT JOIN known AS k
    ON k.owner = n.owner AND k.caption_key = n.caption_key AND k.price_tier = n.price_tier
  WHERE k.caption_id IS NULL
)
SELECT i.record, COALESCE(i.caption_id, k.caption_id, f.caption_id) AS caption_id,
  i.caption_text, i.caption_key, i.price_tier, i.content_category, i.psychological_trigger,
  i.has_urgency, i.is_active, i.page_name
FROM given AS i
LEFT JOIN known AS k
  ON k.owner = i.owner AND k.caption_key = i.caption_key AND k.price_tier = i.price_tier
LEFT JOIN fresh AS f
  ON f.owner = i.owner AND f.caption_key = i.caption_key AND f.price_tier = i.price_tier

-- Captions of the bank that get another text: those whose ids the file has.
-- name: count_reworded_captions
SELECT COUNT(DISTINCT i.caption_id)
FROM {rows} AS i
JOIN caption_bank AS b ON b.caption_id = i.caption_id
WHERE b.caption_key <> i.caption_key

-- Messages of captions that get another text, where some caption has theirs: to be linked to it.
-- Without a join, for in an UPDATE the emulator leaves out which table a column is of.
-- name: unlink_reworded
UPDATE mass_messages
SET caption_id = NULL
WHERE caption_id IN (SELECT caption_id FROM caption_bank)
  AND caption_id IN (
    SELECT caption_id
    FROM {rows}
    WHERE CONCAT(CAST(caption_id AS STRING), '|', caption_key)
      NOT IN (SELECT CONCAT(CAST(caption_id AS STRING), '|', caption_key) FROM caption_bank))
  AND caption_key IN (
    SELECT i.caption_key
    FROM {rows} AS i
    UNION ALL
    SELECT b.caption_key
    FROM caption_bank AS b
    WHERE b.caption_id NOT IN (SELECT i.caption_id FROM {rows} AS i WHERE i.caption_id IS NOT NULL))

-- Messages that were there before their captions.
-- name: link_older_messages
UPDATE mass_messages
SET caption_id = (
  SELECT MIN(b.caption_id) FROM caption_bank AS b WHERE b.caption_key = mass_messages.caption_key)
WHERE caption_id IS NULL AND caption_key IN (SELECT k.caption_key FROM caption_bank AS k)
