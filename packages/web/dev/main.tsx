// Every state of the page without a server: ?state=rest&theme=dark&lang=ar. Not shipped.
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { MemoryRouter } from "react-router";
import { Announcer } from "../src/app/announcer.ts";
import { AppShell } from "../src/app/app-shell.tsx";
import { BootFailure } from "../src/app/boot-failure.tsx";
import { chooseLanguage, nearestOf } from "../src/app/choose-language.ts";
import { toAppConfig } from "../src/app/config.ts";
import { Page } from "../src/app/page.tsx";
import { applyPreferences, toPreferences } from "../src/app/preferences.ts";
import { UiStore } from "../src/app/ui-store.ts";
import { Later } from "../src/components/ui/later.ts";
import { lateDeletions } from "../src/features/history/late-deletions.ts";
import { startI18n } from "../src/i18n/i18n.ts";
import { lateStrings } from "../src/i18n/late-strings.ts";
import "../src/theme/index.css";
import { CUSTOM_PLACES } from "./custom-states.ts";
import { FakeChat } from "./fake-chat.ts";
import { KitState } from "./kit-state.tsx";
import { LOOKS } from "./looks-state.ts";
import { AUTH, SignInState } from "./sign-in-state.tsx";
import { STATES } from "./states.ts";

const query = new URLSearchParams(location.search);
const name = query.get("state") ?? "rest";
const theme = query.get("theme") === "dark" ? "dark" : "light";
const strings = await startI18n(name.startsWith("arabic") ? nearestOf(["ar"]) : chooseLanguage());
const chat = new FakeChat();
const state = STATES[name] ?? STATES["rest"];
const path = (await state?.(chat)) ?? `/thread/${chat.threadId}`;
const ui = new UiStore();
ui.set({ preferences: { ...toPreferences(undefined), theme } });
applyPreferences(ui.get().preferences);
const markdown = new Later(() => import("../src/components/markdown-views.ts"));
markdown.load();
const root = createRoot(document.getElementById("root") as HTMLElement);
const arabic = name.startsWith("arabic");
const config = toAppConfig({
  name: arabic ? "قبطان الميناء" : "Harbourmaster",
  ...((name === "starters" || name.startsWith("welcome")) && {
    greeting: "What’s on the water today?",
    description: "I read the sailing log, the tide tables and the crew rota, and I ask before I change anything.",
  }),
  footnote: arabic
    ? "قد يخطئ قبطان الميناء. راجع السجلّ قبل تغيير أي رحلة."
    : "Harbourmaster can be wrong. Check the log before you change a sailing.",
  limits: { messageLength: 4000 },
  keepDeletedDays: 7,
  ...(query.has("looks") && { looks: LOOKS }),
  dev: query.has("themepanel") || query.has("dev"),
  ...(name.endsWith("custom") && { customElements: CUSTOM_PLACES }),
  features: { history: !query.has("bare"), marks: !query.has("unmarked") },
  videoSites: ["youtube"],
  ...(query.has("panel") && { chatSettingsLocation: "sidebar", defaultChatSettingsOpen: true }),
});
Object.assign(window, { chat, ui });
if (name === "boot") {
  root.render(
    <I18nextProvider i18n={strings}>
      <BootFailure why="down" detail="" triedAt={Date.now()} onTryAgain={() => location.reload()} />
    </I18nextProvider>,
  );
} else if (name === "kit") {
  await lateStrings();
  root.render(
    <I18nextProvider i18n={strings}>
      <KitState language={document.documentElement.lang} />
    </I18nextProvider>,
  );
} else if (name === "signin") {
  root.render(
    <I18nextProvider i18n={strings}>
      <SignInState config={config} />
    </I18nextProvider>,
  );
} else {
  const auth = query.has("signedin") || name === "signedout" ? AUTH : undefined;
  root.render(
    <Page
      client={chat.client}
      app={{
        config,
        root: "",
        language: strings.language,
        auth,
        ui,
        announcer: new Announcer(),
        deletions: lateDeletions(chat.client.threads, ""),
        markdown,
      }}
      strings={strings}
    >
      <MemoryRouter initialEntries={[path]}>
        <AppShell />
      </MemoryRouter>
    </Page>,
  );
}
if (query.get("dialog") === "settings") ui.openSettings((query.get("section") ?? undefined) as never);
if (query.get("dialog") === "search" || query.get("dialog") === "keys")
  ui.set({ dialog: query.get("dialog") === "keys" ? "keys" : "search" });
if (query.get("dialog") === "share") ui.set({ dialog: "share", sharing: { threadId: chat.threadId } });
if (query.get("dialog") === "newchat") ui.set({ dialog: "newChat" });
if (query.has("themepanel")) ui.set({ panel: "theme" });
if (query.has("drawer")) ui.set({ drawer: true });
if (query.has("toasts")) {
  ui.toast({ tone: "success", title: "Chat deleted", text: "“Fuel per crossing since June”" });
  ui.toast({ tone: "error", title: "That did not work", text: "Two vessels were given berth 2 at 13:05." });
}
