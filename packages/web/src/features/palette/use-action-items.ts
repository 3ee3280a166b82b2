// What one can do from the search: everything that has a shortcut, and what has none.
import { useOverview } from "@colloquy/client/react";
import {
  ArrowDown,
  ArrowUp,
  BookOpen,
  Code,
  Copy,
  Download,
  Keyboard,
  type LucideIcon,
  PanelLeft,
  PanelRight,
  RotateCw,
  Square,
  SquarePen,
  TextCursorInput,
  TextSearch,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { toLabel } from "../../app/keys/combo.ts";
import { combosOf } from "../../app/keys/key-choices.ts";
import type { ShortcutName } from "../../app/keys/shortcuts.ts";
import { type Actions, useActions } from "../../app/keys/use-actions.ts";
import { useReadme } from "../readme/use-readme.ts";
import { useHasSettings } from "../settings/use-has-settings.ts";
import type { PaletteItem } from "./palette-item.ts";

const ICONS = {
  newChat: SquarePen,
  stop: Square,
  composer: TextCursorInput,
  copyLast: Copy,
  copyCode: Code,
  retryLast: RotateCw,
  previousTurn: ArrowUp,
  nextTurn: ArrowDown,
  sidebar: PanelLeft,
  panel: PanelRight,
  sheet: Keyboard,
} as const satisfies Partial<Record<ShortcutName, LucideIcon>>;

/** Those that do something where nothing was said yet. */
const ALWAYS = new Set<string>(["newChat", "composer", "sidebar", "sheet"]);

export function useActionItems(): readonly PaletteItem[] {
  const { t } = useTranslation();
  const actions: Actions = useActions();
  const { show } = useReadme();
  const ui = useUiStore();
  const { readme, features, chatSettingsLocation } = useConfig();
  const choices = useUi((state) => state.keys);
  const singleKeys = useUi((state) => state.preferences.singleKeys);
  const hasPanel = useHasSettings() && chatSettingsLocation === "sidebar";
  const busy = useOverview((overview) => overview.busy || overview.asks.length > 0);
  const threadId = useOverview((overview) => overview.thread.id);
  const interacted = useOverview((overview) => overview.interacted && !overview.refused);
  const talks = useOverview((overview) => overview.turnIds.length > 0);
  const fits = (name: keyof typeof ICONS): boolean => {
    if (name === "sidebar") return features.history;
    if (name === "panel") return hasPanel;
    if (name === "stop") return busy;
    if (name === "retryLast") return talks && features.regenerate && !busy;
    return talks || ALWAYS.has(name);
  };
  const names = Object.keys(ICONS) as (keyof typeof ICONS)[];
  const items = names.filter(fits).map((name): PaletteItem => {
    const combo = combosOf(name, choices, singleKeys)[0];
    return { id: name, kind: "actions", icon: ICONS[name], name: t(`keys.${name}`), keys: combo && toLabel(combo), run: actions[name] };
  });
  const readPage: PaletteItem = {
    id: "readme",
    kind: "actions",
    icon: BookOpen,
    name: t("shell.readme"),
    run: () => show(),
  };
  const findCombo = combosOf("find", choices, singleKeys)[0];
  const find: PaletteItem = {
    id: "find",
    kind: "actions",
    icon: TextSearch,
    name: t("keys.find"),
    keys: findCombo && toLabel(findCombo),
    run: () => ui.set({ finding: true }),
  };
  const exportChat: PaletteItem = {
    id: "export",
    kind: "actions",
    icon: Download,
    name: t("export.title"),
    run: () => ui.set({ dialog: "export", exporting: threadId }),
  };
  return [...items, ...(talks ? [find] : []), ...(interacted ? [exportChat] : []), ...(readme ? [readPage] : [])];
}
