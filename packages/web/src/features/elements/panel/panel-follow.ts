// The panel follows the chat: what an app puts beside it, and what its messages show there, is offered as it comes.
import type { ChatStore } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { Element, ElementId, StepId } from "@colloquy/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { type PanelElements, readSetting, type UiStore } from "../../../app/ui-store.ts";
import { newestTaskList } from "../tasks/newest-task-list.ts";
import { useElementLinks } from "../use-element-links.ts";
import { offerPanel } from "./panel-offer.ts";

/** How many turns back a chat that is opened is looked at. */
const LOOKED_AT = 20;

export interface PanelFollowProps {
  /** Whether the first element was there when the chat was opened, or came since. */
  readonly came: "before" | "live";
}

/** Stands as long as one chat is open that shows anything; draws nothing. */
export function PanelFollow({ came }: PanelFollowProps) {
  useFirstOnes(came);
  useNewElements();
  useAppsPanel();
  useElementLinks();
  return null;
}

/** A chat that is opened shows what it showed last, unless the person had closed it. What came in the meantime is offered. */
function useFirstOnes(came: PanelFollowProps["came"]): void {
  const { store } = useChatClient();
  const { ui } = useAppContext();
  useEffect(() => {
    const { surface, elements, artifacts } = store.getOverview();
    const shows: PanelElements | undefined = (surface.sidePanel?.elementIds.length ?? 0) > 0 ? "app" : newestOf(store);
    if (shows) ui.set({ panelShows: shows });
    const kept = readSetting("panel");
    const offers = came === "live" || (kept !== "closed" && ui.get().panel === undefined);
    if (offers && artifacts.length > 0 && (came === "live" || kept === undefined || kept === "artifact")) offerPanel(ui, "artifact");
    else if (offers && shows && (came === "live" || kept !== "tasks")) offerPanel(ui, "elements", shows);
    else if (offers && newestTaskList(elements) && ui.get().panel === undefined) offerPanel(ui, "tasks");
    // What was there before is no news.
    if (came === "before") ui.set({ panelNews: false });
  }, [store, ui, came]);
  useEffect(
    () => () => {
      const { panel } = ui.get();
      ui.set({ panelShows: undefined, panelNews: false, ...((panel === "elements" || panel === "tasks") && { panel: undefined }) });
    },
    [ui],
  );
}

/** The last thing that one of the newest messages shows beside the chat. */
function newestOf(store: ChatStore): { stepId: StepId; elementId: ElementId } | undefined {
  for (const turnId of store.getOverview().turnIds.slice(-LOOKED_AT).toReversed())
    for (const stepId of store.getTurn(turnId)?.stepIds.toReversed() ?? []) {
      const element = store.getElements(stepId).findLast(({ display, type }) => display === "side" && type !== "artifact");
      if (element) return { stepId, elementId: element.id };
    }
  return undefined;
}

function useNewElements(): void {
  const { t } = useTranslation();
  const { store } = useChatClient();
  const { ui, announcer } = useAppContext();
  useEffect(
    () =>
      store.onElement((element) => {
        const shown = offer(ui, element);
        if (shown === false) announcer.say(t("panel.news", { name: element.name || t(`elements.kind.${element.type}`) }));
      }),
    [store, ui, announcer, t],
  );
}

/** Whether it is in view now; undefined for what does not belong into the panel. */
function offer(ui: UiStore, { id, forId, type, display }: Element): boolean | undefined {
  if (type === "artifact") {
    // The newest version is shown, whatever was looked at before.
    ui.set({ artifact: undefined });
    return offerPanel(ui, "artifact");
  }
  if (forId !== undefined && display === "side") return offerPanel(ui, "elements", { stepId: forId, elementId: id });
  if (forId === undefined && type === "tasklist" && ui.get().panel === undefined) return offerPanel(ui, "tasks");
  return undefined;
}

/** An app puts something beside the chat, puts something else there, or takes it away. What else happens in the chat leaves it alone. */
function useAppsPanel(): void {
  const { t } = useTranslation();
  const { ui, announcer } = useAppContext();
  const put = useOverview(({ surface }) => JSON.stringify(surface.sidePanel ?? null));
  const known = useRef(put);
  useEffect(() => {
    if (known.current === put) return;
    known.current = put;
    const { elementIds = [], title } = (JSON.parse(put) ?? {}) as { elementIds?: readonly string[]; title?: string };
    if (elementIds.length > 0) {
      if (!offerPanel(ui, "elements", "app")) announcer.say(t("panel.news", { name: title ?? t("panel.elements") }));
    } else if (ui.get().panelShows === "app") {
      const { panel } = ui.get();
      ui.set({ panelShows: undefined, panelNews: false, ...(panel === "elements" && { panel: undefined }) });
    }
  }, [put, ui, announcer, t]);
}
