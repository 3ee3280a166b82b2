// A part of the page around a real client, in English.
import type { ChatClient } from "@colloquy/client";
import { ChatProvider } from "@colloquy/client/react";
import { act, type ReactNode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { Announcer } from "../src/app/announcer.ts";
import { AppContextProvider } from "../src/app/app-context.tsx";
import { toAppConfig } from "../src/app/config.ts";
import { UiStore } from "../src/app/ui-store.ts";
import { Later } from "../src/components/ui/later.ts";
import { lateDeletions } from "../src/features/history/late-deletions.ts";
import { startI18n } from "../src/i18n/i18n.ts";

export interface MountedPart extends AsyncDisposable {
  readonly box: HTMLElement;
  readonly ui: UiStore;
  draw(next: ReactNode): Promise<void>;
}

export async function mountInChat(client: ChatClient, part: ReactNode, config: unknown = {}): Promise<MountedPart> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const strings = await startI18n({ strings: "en", tag: "en", person: "en" });
  const box = document.body.appendChild(document.createElement("div"));
  const root = createRoot(box);
  const ui = new UiStore();
  const app = {
    config: toAppConfig(config),
    root: "",
    language: "en",
    ui,
    announcer: new Announcer(),
    deletions: lateDeletions(client.threads, ""),
    markdown: new Later(async () => import("../src/components/markdown-views.ts")),
  };
  const draw = (next: ReactNode) =>
    act(async () =>
      root.render(
        <I18nextProvider i18n={strings}>
          <AppContextProvider value={app}>
            <ChatProvider client={client}>
              <Suspense>{next}</Suspense>
            </ChatProvider>
          </AppContextProvider>
        </I18nextProvider>,
      ),
    );
  await draw(part);
  return {
    box,
    ui,
    draw,
    async [Symbol.asyncDispose]() {
      await act(async () => root.unmount());
      box.remove();
    },
  };
}
