// Arrow up in an empty message box edits the last message; once more, before anything is changed, the one before it.
import type { ChatStore } from "@colloquy/client";
import type { TurnId } from "@colloquy/protocol";
import type { UiStore } from "../ui-store.ts";

export function editEarlier(store: ChatStore, ui: UiStore): boolean {
  const { turnIds } = store.getOverview();
  const mine = turnIds.filter((id) => store.getTurn(id)?.turn.messageId !== undefined);
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) return false;
  if (field.id === "chat-input") return field.value === "" && edit(ui, mine.at(-1));
  const at = mine.indexOf(ui.get().editing as TurnId);
  const messageId = mine[at] && store.getTurn(mine[at])?.turn.messageId;
  if (field.id !== "edit-chat-input" || !messageId) return false;
  const untouched = field.value === store.text(messageId).read() && field.selectionStart === field.value.length;
  return untouched && edit(ui, mine[at - 1]);
}

function edit(ui: UiStore, turnId: TurnId | undefined): boolean {
  if (turnId) ui.set({ editing: turnId });
  return turnId !== undefined;
}
