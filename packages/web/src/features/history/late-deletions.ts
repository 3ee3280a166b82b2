// Chats that are put aside until they are deleted: the code for it comes when one is, or when a page that is no more has left one.
import type { ThreadList } from "@colloquy/client";
import { readSetting } from "../../app/ui-store.ts";
import type { Deletions } from "./deletions.ts";
import { deletionsKey } from "./deletions-key.ts";

export interface LateDeletions {
  /** The same each time. */
  load(): Promise<Deletions>;
  /** Deletes all that is put aside, now. */
  finishAll(): Promise<void>;
}

export function lateDeletions(list: ThreadList, root: string, who?: string): LateDeletions {
  let loading: Promise<Deletions> | undefined;
  let loaded: Deletions | undefined;
  const load = () => {
    loading ??= import("./deletions.ts").then(
      ({ Deletions }) => {
        loaded = new Deletions(list, root, who);
        return loaded;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  // What did not come now is done by the next page.
  if (readSetting(deletionsKey(root, who)) !== undefined)
    load().then(
      (deletions) => deletions.resume(Date.now()),
      () => undefined,
    );
  return { load, finishAll: async () => loaded?.finishAll() };
}
