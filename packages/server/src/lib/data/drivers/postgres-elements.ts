// Elements in PostgreSQL: written with the batch of their step, and found by it.
import type { Element, ElementId, StepId, ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";

interface Row {
  readonly record: string;
}

export async function readElements(
  db: Database,
  threadId: ThreadId,
  { stepIds, ofThread = false }: { readonly stepIds: readonly StepId[]; readonly ofThread?: boolean | undefined },
): Promise<Element[]> {
  const rows = await db.rows<Row>(
    `WITH place AS (SELECT pos FROM @.threads WHERE id = $1), wanted AS (
       SELECT elements.pos, elements.record FROM place JOIN @.steps ON steps.thread = place.pos AND steps.id = ANY ($2::text[])
         JOIN @.elements ON elements.step = steps.pos
       UNION ALL SELECT elements.pos, elements.record FROM place JOIN @.elements ON elements.thread = place.pos
         WHERE $3::boolean AND elements.step IS NULL
     )
     SELECT record::text AS record FROM wanted ORDER BY pos`,
    threadId,
    stepIds,
    ofThread,
  );
  return rows.map(toElement);
}

export async function readArtifacts(db: Database, threadId: ThreadId): Promise<Element[]> {
  const rows = await db.rows<Row>(
    `SELECT elements.record::text AS record FROM @.threads JOIN @.elements ON elements.thread = threads.pos
     WHERE threads.id = $1 AND elements.type = 'artifact' ORDER BY elements.pos`,
    threadId,
  );
  return rows.map(toElement);
}

export async function readElement(db: Database, threadId: ThreadId, id: ElementId): Promise<Element | undefined> {
  const rows = await db.rows<Row>(
    `SELECT elements.record::text AS record FROM @.threads JOIN @.elements ON elements.thread = threads.pos AND elements.id = $2
     WHERE threads.id = $1`,
    threadId,
    id,
  );
  return rows.map(toElement)[0];
}

function toElement({ record }: Row): Element {
  return JSON.parse(record) as Element;
}
