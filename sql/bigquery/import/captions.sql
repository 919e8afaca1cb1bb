-- Import of caption_bank: {rows} is what was loaded of a file (sql/import/loads.sql).

-- A row without an id is the caption of the same page, key and tier, the lowest such; else it is
-- new, and gets the next id in the file's order.
-- name: incoming_captions
SELECT i.record, COALESCE(i.caption_id, known.caption_id, fresh.caption_id) AS caption_id,
  i.caption_text, i.caption_key, i.price_tier, i.content_category, i.psychological_trigger,
  i.has_urgency, i.is_active, i.page_name
FROM {rows} AS i
LEFT JOIN (
  SELECT owner, caption_key, price_tier, MIN(caption_id) AS caption_id
  FROM (
    SELECT COALESCE(page_name, '') AS owner, caption_key, price_tier, caption_id FROM caption_bank
    UNION ALL
    SELECT COALESCE(page_name, '') AS owner, caption_key, price_tier, caption_id FROM {rows}
    WHERE caption_id IS NOT NULL
  )
  GROUP BY owner, caption_key, price_tier
) AS known
  ON known.owner = COALESCE(i.page_name, '') AND known.caption_key = i.caption_key
    AND known.price_tier = i.price_tier
LEFT JOIN (
  SELECT n.owner, n.caption_key, n.price_tier,
    ROW_NUMBER() OVER (ORDER BY n.record) + (
      SELECT COALESCE(MAX(m.caption_id), 0)
      FROM (SELECT caption_id FROM caption_bank UNION ALL SELECT caption_id FROM {rows}) AS m
    ) AS caption_id
  FROM (
    SELECT COALESCE(r.page_name, '') AS owner, r.caption_key, r.price_tier, MIN(r.record) AS record
    FROM {rows} AS r
    LEFT JOIN (
      SELECT COALESCE(page_name, '') AS owner, caption_key, price_tier FROM caption_bank
      UNION ALL
      SELECT COALESCE(page_name, '') AS owner, caption_key, price_tier FROM {rows}
      WHERE caption_id IS NOT NULL
    ) AS k
      ON k.owner = COALESCE(r.page_name, '') AND k.caption_key = r.caption_key
        AND k.price_tier = r.price_tier
    WHERE r.caption_id IS NULL AND k.owner IS NULL
    GROUP BY owner, r.caption_key, r.price_tier
  ) AS n
) AS fresh
  ON fresh.owner = COALESCE(i.page_name, '') AND fresh.caption_key = i.caption_key
    AND fresh.price_tier = i.price_tier

-- Messages that were there before their captions.
-- name: link_older_messages
UPDATE mass_messages
SET caption_id = (
  SELECT MIN(b.caption_id) FROM caption_bank AS b WHERE b.caption_key = mass_messages.caption_key)
WHERE caption_id IS NULL AND caption_key IN (SELECT k.caption_key FROM caption_bank AS k)
