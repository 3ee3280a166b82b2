// From an empty page to a chat: strings and settings first, then the client and the shell. While the server does not answer, the page says so and tries again.
import { ChatClient } from "@colloquy/client";
import { isUuid, type ThreadId } from "@colloquy/protocol";
import type { i18n } from "i18next";
import type { Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { BrowserRouter } from "react-router";
import { Later } from "../components/ui/later.ts";
import { startI18n } from "../i18n/i18n.ts";
import { takeAddressPrompt } from "./address-prompt.ts";
import { Announcer } from "./announcer.ts";
import { AppShell } from "./app-shell.tsx";
import { appTexts } from "./app-texts.ts";
import { BootFailure } from "./boot-failure.tsx";
import { chooseLanguage } from "./choose-language.ts";
import { type AppConfig, ConfigError, loadConfig, readRoot } from "./config.ts";
import { Page } from "./page.tsx";
import { toUiDefaults } from "./ui-defaults.ts";
import { UiStore } from "./ui-store.ts";

const TRY_AGAIN_MS = 3_000;

/** Draws the page into a root; resolves when the shell is there. */
export async function boot(page: Root): Promise<void> {
  const root = readRoot();
  const ui = new UiStore();
  const markdown = new Later(() => import("../components/markdown-views.ts"));
  markdown.load();
  const config = await loadConfig(root).catch((error: unknown) => (error instanceof Error ? error : new ConfigError(false, error)));
  const told = config instanceof Error ? undefined : config;
  const strings = await startI18n(chooseLanguage(told?.languages?.[0]), appTexts(root, told?.textLanguages ?? []));
  const settings = config instanceof Error ? await waitForServer(page, strings, root, config) : config;
  ui.takeDefaults(toUiDefaults(settings));
  const client = new ChatClient({
    url: location.origin + root,
    clientType: "webapp",
    language: document.documentElement.lang,
    ...threadOfAddress(root),
  });
  client.connect();
  const prompt = takeAddressPrompt();
  if (prompt) ui.composer.put(prompt);
  const app = { config: settings, root, ui, announcer: new Announcer(), markdown };
  page.render(
    <Page client={client} app={app} strings={strings}>
      <BrowserRouter basename={root || "/"}>
        <AppShell />
      </BrowserRouter>
    </Page>,
  );
}

/** Asks until the server answers; the person can ask at once. */
async function waitForServer(page: Root, strings: i18n, root: string, first: Error): Promise<AppConfig> {
  let failure = first;
  for (;;) {
    let goOn = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const timer = setTimeout(goOn, TRY_AGAIN_MS);
    const starting = failure instanceof ConfigError && failure.starting;
    page.render(
      <I18nextProvider i18n={strings}>
        <BootFailure starting={starting} triedAt={Date.now()} onTryAgain={() => goOn()} />
      </I18nextProvider>,
    );
    await pause;
    clearTimeout(timer);
    try {
      return await loadConfig(root);
    } catch (error) {
      failure = error instanceof Error ? error : new ConfigError(false, error);
    }
  }
}

function threadOfAddress(root: string): { threadId?: ThreadId } {
  const id = location.pathname.slice(root.length).match(/^\/thread\/([^/]+)\/?$/)?.[1];
  return id && isUuid(id) ? { threadId: id.toLowerCase() as ThreadId } : {};
}
