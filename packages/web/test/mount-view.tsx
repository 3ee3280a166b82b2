// A view on a page of its own: a real store and client, with nobody at the other end of the line.
import { ChatClient, memoryStorage } from "@colloquy/client";
import { ChatProvider } from "@colloquy/client/react";
import { type Element, type ElementId, emptyChatState, newId, type StepId, type ThreadId, toSnapshot } from "@colloquy/protocol";
import { act, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { vi } from "vitest";
import { Announcer } from "../src/app/announcer.ts";
import { AppContextProvider } from "../src/app/app-context.tsx";
import { toAppConfig } from "../src/app/config.ts";
import { UiStore } from "../src/app/ui-store.ts";
import { Later } from "../src/components/ui/later.ts";
import { lateDeletions } from "../src/features/history/late-deletions.ts";
import { ViewView } from "../src/features/view/view-view.tsx";
import { startI18n } from "../src/i18n/i18n.ts";

/** Parts are compiled when they are first asked for. */
const PATIENCE = { timeout: 30_000, interval: 20 };

export interface MountedView extends AsyncDisposable {
  readonly box: HTMLElement;
  readonly client: ChatClient;
  readonly stepId: StepId;
  /** Shows another view in the place of this one. */
  show(view: unknown): Promise<void>;
}

export async function mountView(view: unknown, given?: ChatClient, more: object = {}): Promise<MountedView> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const strings = await startI18n({ strings: "en", tag: "en", person: "en" });
  const box = document.body.appendChild(document.createElement("div"));
  // What a component fails with is told to the console by React; here it is what a test is about.
  const root = createRoot(box, { onCaughtError: () => undefined });
  const client = given ?? new ChatClient({ url: "http://localhost:1", storage: memoryStorage() });
  if (!given) client.store.replace(toSnapshot(emptyChatState({ id: newId<ThreadId>(), createdAt: new Date().toISOString() }, 1)));
  const element: Element = { id: newId<ElementId>(), forId: newId<StepId>(), type: "view", name: "View", display: "inline" };
  const app = {
    config: toAppConfig({}),
    root: "",
    language: "en",
    ui: new UiStore(),
    announcer: new Announcer(),
    deletions: lateDeletions(client.threads, ""),
    markdown: new Later(async () => import("../src/components/markdown-views.ts")),
  };
  const draw = (next: unknown) =>
    act(async () =>
      root.render(
        <I18nextProvider i18n={strings}>
          <AppContextProvider value={app}>
            <ChatProvider client={client}>
              <Suspense>
                <ViewView element={{ ...element, props: { ...more, view: next } }} url={undefined} place="inline" />
              </Suspense>
            </ChatProvider>
          </AppContextProvider>
        </I18nextProvider>,
      ),
    );
  const show = async (next: unknown) => {
    await draw(next);
    // What comes late belongs to it.
    await vi.waitFor(async () => {
      await act(async () => undefined);
      if (box.querySelector(".v-room, .plain, .v-plain-code")) throw new Error("A part of the view has not come.");
    }, PATIENCE);
  };
  await show(view);
  return {
    box,
    client,
    stepId: element.forId as StepId,
    show,
    async [Symbol.asyncDispose]() {
      await act(async () => root.unmount());
      box.remove();
      client.close();
    },
  };
}
