// How the page is at a first visit, from the app's settings.
import type { AppConfig } from "./config.ts";
import type { Theme } from "./preferences.ts";
import type { UiState } from "./ui-store.ts";

export function toUiDefaults({ defaultTheme, defaultSidebarState }: AppConfig): {
  readonly theme: Theme;
  readonly sidebar: UiState["sidebar"];
} {
  return { theme: defaultTheme, sidebar: defaultSidebarState === "open" ? "open" : "closed" };
}
