import { ChatClient, memoryStorage } from "@colloquy/client";
import { ChatProvider } from "@colloquy/client/react";
import { type ChatSnapshot, newId, type ThreadId } from "@colloquy/protocol";
import type { i18n } from "i18next";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Later } from "../components/ui/later.ts";
import { lateDeletions } from "../features/history/late-deletions.ts";
import { startI18n } from "../i18n/i18n.ts";
import { Announcer } from "./announcer.ts";
import { AppContextProvider } from "./app-context.tsx";
import { toAppConfig } from "./config.ts";
import { Part } from "./part.tsx";
import { Toaster } from "./toaster.tsx";
import { UiStore } from "./ui-store.ts";

let strings: i18n;
let root: Root;
let ui: UiStore;
let client: ChatClient;
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  strings = await startI18n({ strings: "en", tag: "en", person: "en" });
  const element = document.body.appendChild(document.createElement("div"));
  // What a part fails with is told to the console by React; here it is what the test is about.
  root = createRoot(element, { onCaughtError: () => undefined });
  ui = new UiStore();
  client = new ChatClient({ url: "http://localhost:1", storage: memoryStorage() });
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

function draw(page: ReactNode): void {
  const app = {
    config: toAppConfig({}),
    root: "",
    language: "en",
    ui,
    announcer: new Announcer(),
    deletions: lateDeletions(client.threads, ""),
    markdown: new Later(async () => import("../components/markdown-views.ts")),
  };
  act(() =>
    root.render(
      <I18nextProvider i18n={strings}>
        <AppContextProvider value={app}>
          <ChatProvider client={client}>{page}</ChatProvider>
        </AppContextProvider>
      </I18nextProvider>,
    ),
  );
}

function Fragile({ state }: { readonly state: { readonly broken: boolean } }) {
  if (state.broken) throw new Error("not today");
  return <p>whole</p>;
}

describe("a part of the page that fails", () => {
  it("says so in its place, leaves the others as they are, and can be tried again", () => {
    const state = { broken: true };
    draw(
      <>
        <Part>
          <Fragile state={state} />
        </Part>
        <textarea defaultValue="half a thought" />
      </>,
    );
    expect(document.querySelector('[role="alert"]')?.textContent).toContain("This part of the page could not be shown.");
    expect(document.querySelector("textarea")?.value).toBe("half a thought");
    state.broken = false;
    act(() => document.querySelector<HTMLElement>('[role="alert"] button')?.click());
    expect(document.body.textContent).toContain("whole");
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });
});

describe("a toast of a server that says it otherwise", () => {
  const show = (toast: unknown, seq: number) =>
    act(() => {
      client.store.apply({ epoch: 1, seq, facts: [{ type: "toast-show", seq, toast } as never] });
    });

  it.each([
    ["of a type that is none", { message: "Saved", type: "danger" }, "Saved"],
    ["with a name that every object has for its type", { message: "Saved", type: "constructor" }, "Saved"],
    ["whose text is a number", { message: 7, type: "info" }, "7"],
    ["without a text", { type: "info" }, undefined],
  ])("%s is shown as well as it can be, and takes nothing from the page", (_what, toast, text) => {
    draw(
      <>
        <Toaster />
        <p>the chat</p>
      </>,
    );
    act(() => client.store.replace(SNAPSHOT));
    show(toast, 2);
    expect(document.querySelector(".toast b")?.textContent).toBe(text);
    expect(document.body.textContent).toContain("the chat");
    show({ message: "A good one", type: "success" }, 3);
    expect([...document.querySelectorAll(".toast b")].map(({ textContent }) => textContent)).toContain("A good one");
  });
});

const SNAPSHOT: ChatSnapshot = {
  epoch: 1,
  seq: 1,
  thread: { id: newId<ThreadId>(), createdAt: "2026-11-29T12:00:00.000Z" },
  turns: [],
  path: [],
  queue: [],
  hasEarlier: false,
  elements: [],
  asks: [],
  calls: [],
  surface: {},
};
