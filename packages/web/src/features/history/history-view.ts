// Which of the chats the sidebar shows: all, those of a folder or with a tag, the archived, or the deleted ones.
import type { ThreadFilter } from "@colloquy/client";
import type { FolderId } from "@colloquy/protocol";

export type HistoryView =
  | { readonly kind: "all" | "archived" | "deleted" }
  | { readonly kind: "folder"; readonly folderId: FolderId }
  | { readonly kind: "tag"; readonly tag: string };

export const ALL: HistoryView = { kind: "all" };

export function toFilter(view: HistoryView): ThreadFilter {
  switch (view.kind) {
    case "all":
      return {};
    case "folder":
      return { folderId: view.folderId };
    case "tag":
      return { tag: view.tag };
    default:
      return { [view.kind]: true };
  }
}

/** One name for each view. */
export function keyOf(view: HistoryView): string {
  if (view.kind === "folder") return `folder ${view.folderId}`;
  return view.kind === "tag" ? `tag ${view.tag}` : view.kind;
}
