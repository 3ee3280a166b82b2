// What PostgreSQL does as a whole or not at all: each is one statement, and so one transaction. Who changes the owner of a session has its row for
// himself; who appends shares it until that is done, so a claim comes before an append or after it, never between. Channels and payloads are
// in notices of their own file.

/** What a listening connection calls itself, so that all see whether a node listens: a connection that is gone is no longer listed. */
export const LISTENER = "colloquy ";
/** Bytes of an entry or a message that fit into a notification, with what is said around them; PostgreSQL takes less than 8,000. */
export const MOST_TOLD_BYTES = 7_800;

/** node, information, milliseconds */
export const ENTER = `
INSERT INTO @.relay_nodes (id, info, alive_until) VALUES ($1, $2, now() + $3::float8 * interval '1 millisecond')
ON CONFLICT (id) DO UPDATE SET info = excluded.info, alive_until = excluded.alive_until`;

/** node, information */
export const DESCRIBE = "UPDATE @.relay_nodes SET info = $2 WHERE id = $1";

/** node, milliseconds */
export const RENEW = `
UPDATE @.relay_nodes SET alive_until = now() + $2::float8 * interval '1 millisecond' WHERE id = $1 AND alive_until > now()`;

/** node */
export const BURY = "DELETE FROM @.relay_nodes WHERE id = $1";

/** nodes → those whose lease holds, and whether they listen */
export const PRESENCE = `
SELECT id, '${LISTENER}' || id IN (SELECT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL) AS listens
FROM @.relay_nodes WHERE id = ANY($1::text[]) AND alive_until > now()`;

export const NODES = "SELECT info FROM @.relay_nodes WHERE alive_until > now() ORDER BY id";

/** thread → the owner as it is known, and the last epoch of the log */
export const KNOWN = `
SELECT coalesce(o.node, '') AS node, coalesce(o.epoch, 0) AS epoch,
  coalesce((SELECT l.epoch FROM @.relay_log l WHERE l.thread_id = $1 ORDER BY l.epoch DESC LIMIT 1), 0) AS top
FROM (SELECT) AS one LEFT JOIN @.relay_owners o ON o.thread_id = $1`;

/** thread */
export const OWNER = "SELECT node, epoch FROM @.relay_owners WHERE thread_id = $1 AND node <> ''";

/** thread, node, epoch, seen node or nothing, channel, notice */
export const CLAIM = `
WITH given AS (
  INSERT INTO @.relay_owners AS o (thread_id, node, epoch)
  SELECT $1, $2, $3::bigint
  WHERE ($4 = '' OR EXISTS (SELECT FROM @.relay_owners WHERE thread_id = $1))
    AND NOT EXISTS (SELECT FROM @.relay_log WHERE thread_id = $1 AND epoch >= $3::bigint)
  ON CONFLICT (thread_id) DO UPDATE SET node = excluded.node, epoch = excluded.epoch, claimed_at = now()
  WHERE o.node = $4 AND o.epoch < excluded.epoch
  RETURNING 1
)
SELECT pg_notify($5, $6) FROM given`;

/** thread, node, epoch, old node, channel, notice */
export const RECLAIM = `
WITH given AS (
  INSERT INTO @.relay_owners AS o (thread_id, node, epoch)
  SELECT $1, $2, $3::bigint
  WHERE NOT EXISTS (SELECT FROM @.relay_log WHERE thread_id = $1 AND epoch > $3::bigint)
  ON CONFLICT (thread_id) DO UPDATE SET node = excluded.node, epoch = excluded.epoch, claimed_at = now()
  WHERE o.epoch < excluded.epoch OR (o.epoch = excluded.epoch AND o.node IN ('', $4, excluded.node))
  RETURNING 1
)
SELECT pg_notify($5, $6) FROM given`;

/** thread, node, epoch, channel, notice */
export const RELEASE = `
WITH given AS (
  UPDATE @.relay_owners SET node = '' WHERE thread_id = $1 AND node = $2 AND epoch = $3::bigint RETURNING 1
)
SELECT pg_notify($4, $5) FROM given`;

/** thread, node, epoch, channel, notice */
export const END = `
WITH gone AS (
  DELETE FROM @.relay_owners WHERE thread_id = $1 AND node = $2 AND epoch = $3::bigint RETURNING 1
), forgotten AS (
  DELETE FROM @.relay_log WHERE thread_id = $1 AND EXISTS (SELECT FROM gone)
)
SELECT pg_notify($4, $5) FROM gone`;

/** thread, node, epoch, numbers, bodies, written, forget, whether it is told, channel → whether it is theirs */
export const APPEND = `
WITH mine AS MATERIALIZED (
  SELECT 1 FROM @.relay_owners WHERE thread_id = $1 AND node = $2 AND epoch = $3::bigint FOR SHARE
), news AS (
  INSERT INTO @.relay_log (thread_id, epoch, at, written, body)
  SELECT $1, $3::bigint, e.at, $6::bigint, e.body FROM mine, unnest($4::bigint[], $5::text[]) AS e(at, body)
  ON CONFLICT DO NOTHING
  RETURNING at, body
), forgotten AS (
  DELETE FROM @.relay_log WHERE $7::bigint > 0 AND thread_id = $1 AND (epoch, at) <= ($3::bigint, $7::bigint) AND EXISTS (SELECT FROM mine)
)
SELECT EXISTS (SELECT FROM mine) AS mine, (
  SELECT count(pg_notify($9, CASE WHEN octet_length(body) <= ${MOST_TOLD_BYTES} THEN $3::bigint || '-' || at || ' ' || body ELSE '!more ' || $3::bigint || '-' || at END))
  FROM news WHERE $8::boolean
) AS told`;

/** thread, epoch, number */
export const READ = "SELECT at, body FROM @.relay_log WHERE thread_id = $1 AND epoch = $2::bigint AND at > $3::bigint ORDER BY at";

/** threads, epochs */
export const TOPS = `
SELECT coalesce((
  SELECT l.at FROM @.relay_log l WHERE l.thread_id = p.thread_id AND l.epoch = p.epoch ORDER BY l.at DESC LIMIT 1
), 0) AS at
FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS p(thread_id, epoch, nth) ORDER BY p.nth`;

/** thread, epoch */
export const TAIL = `
SELECT epoch, max(written) OVER (PARTITION BY epoch) AS written, at, body
FROM @.relay_log WHERE thread_id = $1 AND epoch < $2::bigint ORDER BY epoch, at`;

/** thread, epoch */
export const DROP_TAIL = "DELETE FROM @.relay_log WHERE thread_id = $1 AND epoch < $2::bigint";

/** node, channel, payload → whether it listens; told in any case: one that has lost its lease still waits for answers */
export const SEND = `
SELECT pg_notify($2, $3), EXISTS (
  SELECT FROM pg_stat_activity WHERE application_name = '${LISTENER}' || $1
) AS listens`;

/** id, milliseconds, body */
export const PUT_PARCEL = `
INSERT INTO @.relay_parcels (id, kept_until, body) VALUES ($1, now() + $2::float8 * interval '1 millisecond', $3)
ON CONFLICT (id) DO NOTHING`;

/** id */
export const TAKE_PARCEL = "DELETE FROM @.relay_parcels WHERE id = $1 AND kept_until > now() RETURNING body";

/** What nobody comes for any more: logs in which nothing was said for ten minutes, and who owned what a day ago and is gone. */
export const SWEEPS: readonly string[] = [
  "DELETE FROM @.relay_nodes WHERE alive_until < now() - interval '1 minute'",
  "DELETE FROM @.relay_parcels WHERE kept_until < now()",
  `DELETE FROM @.relay_log l WHERE l.said_at < now() - interval '10 minutes' AND NOT EXISTS (
     SELECT FROM @.relay_log n WHERE n.thread_id = l.thread_id AND n.said_at >= now() - interval '10 minutes'
   )`,
  `DELETE FROM @.relay_owners o WHERE o.claimed_at < now() - interval '1 day' AND NOT EXISTS (
     SELECT FROM @.relay_nodes n WHERE n.id = o.node AND n.alive_until > now()
   )`,
];
