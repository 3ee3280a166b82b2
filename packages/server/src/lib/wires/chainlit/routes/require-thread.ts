// Whose a thread is, asked before anything is done with it.
import { idSchema, type ThreadId } from "@colloquy/protocol";
import * as z from "zod/mini";
import type { ThreadRow } from "../../../data/data-layer.ts";
import { identify } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps } from "../../../http/http-deps.ts";
import { findThread } from "../../../http/stored-threads.ts";

const threadIdSchema = idSchema<ThreadId>();

/** The caller's thread. Somebody else's is answered like one that is not there, so that asking tells nothing. */
export async function requireThread(c: HttpContext, deps: HttpDeps, readId: () => string): Promise<ThreadRow> {
  const caller = await identify(c, deps);
  const id = z.safeParse(threadIdSchema, readId());
  const row = id.success ? await findThread(deps, id.data) : undefined;
  if (!row || !caller.owns(row.owner)) throw new Refusal(404, "Thread not found");
  return row;
}
