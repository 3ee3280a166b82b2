// What every view may need: the app's settings, the root path, the page's own state, the announcer. Only the settings are replaced while the page lives.
import { useOverview } from "@colloquy/client/react";
import type { AuthFacts } from "@colloquy/protocol";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Later } from "../components/ui/later.ts";
import type { LateDeletions } from "../features/history/late-deletions.ts";
import type { Announcer } from "./announcer.ts";
import { toChatConfig } from "./chat-config.ts";
import type { AppConfig } from "./config.ts";
import type { UiState, UiStore } from "./ui-store.ts";

type MarkdownViews = typeof import("../components/markdown-views.ts");

export interface AppContextValue {
  /** The app's own settings; what holds in the open chat is `useConfig()`. */
  readonly config: AppConfig;
  readonly root: string;
  /** What the person would read, as a BCP 47 tag with its region: the app may speak a language that the page does not. */
  readonly language: string;
  /** How one signs in here and who has; undefined where nobody does. */
  readonly auth?: AuthFacts | undefined;
  readonly ui: UiStore;
  readonly announcer: Announcer;
  /** Chats that are put aside until they are deleted. */
  readonly deletions: LateDeletions;
  readonly markdown: Later<MarkdownViews>;
  /** The page shows what this link leads to: nothing can be done in it, and its files are read through the link. */
  readonly shared?: string | undefined;
}

const AppContext = createContext<AppContextValue | undefined>(undefined);

export function AppContextProvider({ value, children }: { readonly value: AppContextValue; readonly children: ReactNode }) {
  return <AppContext value={value}>{children}</AppContext>;
}

export function useAppContext(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error("AppContextProvider is missing above this component.");
  return value;
}

/** The app's settings as they hold in the open chat: its profile may change some of them. */
export function useConfig(): AppConfig {
  const { config } = useAppContext();
  return toChatConfig(
    config,
    useOverview(({ surface }) => surface.overrides),
  );
}

/** The page's own state, to change it. */
export function useUiStore(): UiStore {
  return useAppContext().ui;
}

/** Reads a piece of the page's state; the component redraws only when that piece changes. */
export function useUi<T>(select: (state: UiState) => T): T {
  const { ui } = useAppContext();
  return useSyncExternalStore(ui.subscribe, () => select(ui.get()));
}
