// How messages and names are found in PostgreSQL: by an index of their parts, each together with whose text it is. No extension is needed, and
// what others have said is not looked at. A name has a row of its own, because that of its thread is written with every message.
import type { PostgresValue } from "../../postgres/database.ts";
import { toSearchable } from "./postgres-text.ts";
import { gramsOfWords } from "./said-grams.ts";

/** A step of the schema. The functions say what `gramsOf` says; they are dear, so that they are never asked where the index can be. */
export const GRAM_TABLES = `
  CREATE FUNCTION @.hashed_grams(owner text, given text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $function$
    SELECT coalesce(array_agg(DISTINCT hashtextextended((owner || E'\\x01' || gram) COLLATE "C", 0)), '{}') FROM unnest(given) AS gram
  $function$;

  CREATE FUNCTION @.grams(owner text, folded text) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $function$
    -- Most texts have none of the letters that stand alone, and are spared the look for them.
    SELECT CASE WHEN octet_length(folded) = length(folded) THEN (
      SELECT coalesce(array_agg(DISTINCT hashtextextended((owner || E'\\x01' || gram) COLLATE "C", 0)), '{}')
      FROM (
        SELECT letter || lead(letter) OVER there || lead(letter, 2) OVER there AS gram
        FROM unnest(string_to_array(folded, NULL)) WITH ORDINALITY AS letters (letter, n) WINDOW there AS (ORDER BY n)
      ) AS parts WHERE gram IS NOT NULL
    ) ELSE (
      WITH three AS (
        SELECT letter, lead(letter) OVER there AS second, lead(letter, 2) OVER there AS third
        FROM unnest(string_to_array(folded, NULL)) WITH ORDINALITY AS letters (letter, n) WINDOW there AS (ORDER BY n)
      )
      SELECT coalesce(array_agg(DISTINCT hashtextextended((owner || E'\\x01' || gram) COLLATE "C", 0)), '{}')
      FROM (
        SELECT letter || second || third AS gram FROM three
        UNION ALL SELECT letter FROM three WHERE ascii(letter) >= 11904
        UNION ALL SELECT letter || second FROM three WHERE ascii(letter) >= 11904
      ) AS parts WHERE gram IS NOT NULL
    ) END
  $function$;

  ALTER TABLE @.said ADD COLUMN owner text COLLATE "C" NOT NULL DEFAULT '';
  UPDATE @.said SET owner = threads.owner FROM @.threads WHERE threads.pos = said.thread;
  DROP INDEX IF EXISTS @.said_by_words;
  CREATE INDEX said_by_grams ON @.said USING gin (@.grams(owner, folded));
  CREATE INDEX said_of_owner ON @.said (owner, step);

  CREATE TABLE @.thread_names (
    thread bigint PRIMARY KEY REFERENCES @.threads ON DELETE CASCADE,
    owner text COLLATE "C" NOT NULL,
    folded text NOT NULL
  );
  INSERT INTO @.thread_names SELECT pos, owner, folded_name FROM @.threads;
  CREATE INDEX names_by_grams ON @.thread_names USING gin (@.grams(owner, folded));

  CREATE FUNCTION @.said_of() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    NEW.owner := (SELECT threads.owner FROM @.threads WHERE pos = NEW.thread);
    RETURN NEW;
  END
  $function$;
  CREATE TRIGGER said_of BEFORE INSERT ON @.said FOR EACH ROW EXECUTE FUNCTION @.said_of();

  CREATE FUNCTION @.names_follow() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    INSERT INTO @.thread_names (thread, owner, folded) VALUES (NEW.pos, NEW.owner, NEW.folded_name)
    ON CONFLICT (thread) DO UPDATE SET owner = excluded.owner, folded = excluded.folded;
    RETURN NULL;
  END
  $function$;
  CREATE TRIGGER names_begin AFTER INSERT ON @.threads FOR EACH ROW EXECUTE FUNCTION @.names_follow();
  CREATE TRIGGER names_follow AFTER UPDATE OF owner, folded_name ON @.threads FOR EACH ROW
    WHEN ((OLD.owner, OLD.folded_name) IS DISTINCT FROM (NEW.owner, NEW.folded_name)) EXECUTE FUNCTION @.names_follow();

  CREATE FUNCTION @.said_follow() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    UPDATE @.said SET owner = NEW.owner WHERE thread = NEW.pos;
    RETURN NULL;
  END
  $function$;
  CREATE TRIGGER said_follow AFTER UPDATE OF owner ON @.threads FOR EACH ROW
    WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION @.said_follow();
`;

/**
 * That a row of a table with `owner` and `folded` has the parts of these words; undefined when none of the words can be looked up. `value` gives
 * a value its number.
 */
export function hasGrams(
  table: string,
  owner: string,
  words: readonly string[],
  value: (value: PostgresValue) => string,
): string | undefined {
  const grams = gramsOfWords(words.map(toSearchable));
  return grams && `@.grams(${table}.owner, ${table}.folded) @> @.hashed_grams(${value(owner)}::text, ${value([...grams])}::text[])`;
}
