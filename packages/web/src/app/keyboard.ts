// The keyboard map. Keys that people may be typing with are left alone.
import { useChatClient } from "@colloquy/client/react";
import { useEffect } from "react";
import { copyText } from "../components/ui/copy-button.tsx";
import { useNavigation } from "../features/history/use-navigation.ts";
import { useConfig, useUiStore } from "./app-context.tsx";

/** Listens for the shortcuts of the whole page. */
export function useKeyboard(): void {
  const client = useChatClient();
  const ui = useUiStore();
  const { features } = useConfig();
  const { startNewChat } = useNavigation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = findAction(event, ui.get().preferences.singleKeys);
      if (!action) return;
      if (act(action)) event.preventDefault();
    };
    const act = (action: Action): boolean => {
      switch (action) {
        case "search":
          ui.set({ dialog: ui.get().dialog === "search" ? undefined : "search", drawer: false });
          return true;
        case "settings":
          ui.openSettings();
          return true;
        case "newChat":
          startNewChat();
          return true;
        case "sidebar":
          if (features.history) ui.toggleSidebar();
          return features.history;
        case "sheet":
          ui.set({ dialog: "keys" });
          return true;
        case "composer":
          document.getElementById("chat-input")?.focus();
          return true;
        case "previousTurn":
          return walk(-1);
        case "nextTurn":
          return walk(1);
        case "copyLast":
          return copyLast();
        case "stop": {
          const { busy, asks } = client.store.getOverview();
          if (ui.get().dialog || ui.get().drawer || (!busy && asks.length === 0)) return false;
          client.stop().catch(() => undefined); // The line is down: the notice above the message box says so.
          return true;
        }
        default:
          return action satisfies never;
      }
    };
    const copyLast = (): boolean => {
      const { turnIds } = client.store.getOverview();
      const view = turnIds.map((id) => client.store.getTurn(id)).findLast((turn) => turn && turn.stepIds.length > 1);
      const last = view?.stepIds.findLast((id) => client.store.getStep(id)?.type === "assistant_message");
      if (last) void copyText(client.store.text(last).read());
      return last !== undefined;
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [client, ui, features.history, startNewChat]);
}

type Action = "settings" | "search" | "newChat" | "sidebar" | "sheet" | "composer" | "previousTurn" | "nextTurn" | "copyLast" | "stop";

function findAction(event: KeyboardEvent, singleKeys: boolean): Action | undefined {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (mod && !event.altKey) {
    if (event.shiftKey) return key === "o" ? "newChat" : key === "c" ? "copyLast" : undefined;
    return key === "k" ? "search" : key === "b" ? "sidebar" : key === "," ? "settings" : undefined;
  }
  if (event.key === "Escape") return event.shiftKey ? "composer" : "stop";
  if (event.altKey && event.key === "ArrowUp") return "previousTurn";
  if (event.altKey && event.key === "ArrowDown") return "nextTurn";
  if (!singleKeys || isTyping(event.target)) return undefined;
  return event.key === "?" ? "sheet" : event.key === "/" ? "composer" : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Puts the focus on the turn before or after the one that has it, or on the last. */
function walk(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(".turn-row[data-turn-id]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? (by < 0 ? rows.length - 1 : -1) : at + by;
  if (at >= 0 && to >= rows.length) {
    document.getElementById("chat-input")?.focus();
    return true;
  }
  const row = rows[Math.max(to, 0)];
  if (to < 0 && by > 0) return false;
  row?.focus({ preventScroll: true });
  row?.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
  row?.scrollIntoView({ block: "start" });
  return row !== undefined;
}
