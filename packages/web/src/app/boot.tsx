// From an empty page to a chat: strings and settings first, then who it is, then the client and the shell. What goes wrong on the way is said.
import { ChatClient } from "@colloquy/client";
import { isUuid, type ThreadId } from "@colloquy/protocol";
import type { i18n } from "i18next";
import type { Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { BrowserRouter } from "react-router";
import { Later } from "../components/ui/later.ts";
import { whenIdle } from "../components/ui/lazy-part.tsx";
import { watchPage } from "../features/bridge/watch-page.ts";
import { lateDeletions } from "../features/history/late-deletions.ts";
import { type PageLanguage, startI18n } from "../i18n/i18n.ts";
import { lateStrings } from "../i18n/late-strings.ts";
import { takeAddressPrompt } from "./address-prompt.ts";
import { Announcer } from "./announcer.ts";
import type { AppContextValue } from "./app-context.tsx";
import { AppShell } from "./app-shell.tsx";
import { appTexts } from "./app-texts.ts";
import { BootFailure } from "./boot-failure.tsx";
import { chooseLanguage } from "./choose-language.ts";
import { type AppConfig, ConfigError, loadConfig, readRoot } from "./config.ts";
import { Page } from "./page.tsx";
import { passSignIn } from "./pass-sign-in.tsx";
import { toUiDefaults } from "./ui-defaults.ts";
import { UiStore } from "./ui-store.ts";
import { waitForServer } from "./wait-for-server.tsx";

/** Draws the page into a root; resolves when the shell is there. */
export async function boot(page: Root): Promise<void> {
  const root = readRoot();
  const ui = new UiStore();
  const markdown = new Later(() => import("../components/markdown-views.ts"));
  markdown.load();
  const config = await loadConfig(root).catch((error: unknown) => {
    if (error instanceof ConfigError) return error;
    throw error;
  });
  const told = config instanceof ConfigError ? undefined : config;
  const language = chooseLanguage(told?.languages?.[0]);
  const strings = await startI18n(language, appTexts(root, told?.textLanguages ?? []));
  try {
    const settings = config instanceof ConfigError ? await waitForServer(page, strings, () => loadConfig(root), config) : config;
    await begin({ page, root, ui, markdown, language, strings, settings });
  } catch (error) {
    page.render(
      <I18nextProvider i18n={strings}>
        <BootFailure why="broken" detail={String(error)} onTryAgain={() => location.reload()} />
      </I18nextProvider>,
    );
    reportError(error);
  }
}

/** What is known once the settings are there. */
export interface Begun {
  readonly page: Root;
  readonly root: string;
  readonly ui: UiStore;
  readonly markdown: AppContextValue["markdown"];
  readonly language: PageLanguage;
  readonly strings: i18n;
  readonly settings: AppConfig;
}

async function begin({ page, root, ui, markdown, language, strings, settings }: Begun): Promise<void> {
  ui.takeDefaults(toUiDefaults(settings));
  const isForAnyone = settings.features.shareWithAnyone && sharedOfAddress(root) !== undefined;
  const auth = isForAnyone ? undefined : await passSignIn({ page, strings, config: settings, root });
  const id = sharedOfAddress(root);
  if (id !== undefined) {
    const [{ beginShared }] = await Promise.all([import("../features/sharing/begin-shared.tsx"), lateStrings()]);
    return beginShared({ page, root, ui, markdown, language, strings, settings, auth, id });
  }
  const client = new ChatClient({
    url: location.origin + root,
    clientType: "webapp",
    language: language.person,
    ...threadOfAddress(root),
  });
  client.connect();
  watchPage(client, settings.windowMessageOrigins);
  const prompt = takeAddressPrompt();
  if (prompt) ui.composer.put(prompt);
  const deletions = lateDeletions(client.threads, root, auth?.user?.id);
  // A page that goes, for good or into the browser's memory, leaves nothing undone.
  addEventListener("pagehide", () => {
    void deletions.finishAll();
    ui.set({ toasts: [] });
  });
  const app = { config: settings, root, language: language.person, auth, ui, announcer: new Announcer(), deletions, markdown };
  page.render(
    <Page client={client} app={app} strings={strings}>
      <BrowserRouter basename={root || "/"}>
        <AppShell />
      </BrowserRouter>
    </Page>,
  );
  // Parts that come later wait for their strings; most find them here.
  whenIdle(0, () => void lateStrings().catch(() => undefined));
}

/** The link that the address is; undefined for a place in the app. */
function sharedOfAddress(root: string): string | undefined {
  return location.pathname.slice(root.length).match(/^\/share\/([^/]+)\/?$/)?.[1];
}

function threadOfAddress(root: string): { threadId?: ThreadId } {
  const path = location.pathname.slice(root.length);
  const inQuery = path.startsWith("/element/") ? new URLSearchParams(location.search).get("thread") : undefined;
  const id = inQuery ?? path.match(/^\/thread\/([^/]+)\/?$/)?.[1];
  return id && isUuid(id) ? { threadId: id.toLowerCase() as ThreadId } : {};
}
