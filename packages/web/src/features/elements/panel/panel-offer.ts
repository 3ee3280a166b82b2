// What comes into the panel unasked: it opens where there is room beside the chat, waits behind a mark where there is none, and never takes the
// place of what a person works with.
import { isNarrow, type PanelElements, type PanelName, type UiStore } from "../../../app/ui-store.ts";

/** Offers a tab, with what its elements are. True when it is in view now. */
export function offerPanel(ui: UiStore, panel: PanelName, panelShows?: PanelElements): boolean {
  const { panel: open, panelShows: before } = ui.get();
  const shows = panelShows ?? before;
  const inUse = document.activeElement?.closest(".panel") != null;
  const mayShow = !isNarrow() && !inUse && (open === undefined || open === panel || open === "tasks");
  // A sheet that the person opened shows what is new of its own kind.
  const goesOn = open === panel && !inUse;
  if (mayShow || goesOn) {
    ui.set({ panel, panelShows: shows });
    return true;
  }
  ui.set({ panelShows: shows, panelNews: true });
  return false;
}
