// The way to what makes something else of a message. At hand once the page has been idle; a press before that waits for it.
import { Later } from "../../components/ui/later.ts";
import { findSelection } from "./selection.ts";

type SaidTools = typeof import("./said-tools.ts");

export const saidTools = new Later<SaidTools>(() => import("./said-tools.ts"));

/** Loads them with the first words that are selected; what comes back stops waiting for that. */
export function loadWithSelection(): () => void {
  const look = () => {
    if (!findSelection()) return;
    document.removeEventListener("selectionchange", look);
    saidTools.load();
  };
  document.addEventListener("selectionchange", look);
  return () => document.removeEventListener("selectionchange", look);
}

/** At once where they are here already: browsers let a page copy, and open a keyboard, only in the moment of a press. */
export function withSaidTools(act: (tools: SaidTools) => void): void {
  const tools = saidTools.get();
  if (tools) {
    act(tools);
    return;
  }
  const leave = saidTools.subscribe(() => {
    const loaded = saidTools.get();
    leave();
    if (loaded) act(loaded);
  });
}
