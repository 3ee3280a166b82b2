// What an element is told when it gives its functions what they do not take.
import { ChatClient, memoryStorage } from "@colloquy/client";
import type { ElementKit } from "@colloquy/client/elements";
import { ChatProvider } from "@colloquy/client/react";
import {
  type AskId,
  type ChatSnapshot,
  type Element,
  type ElementId,
  MAX_MESSAGE_LENGTH,
  newId,
  type StepId,
  type ThreadId,
  type TurnId,
} from "@colloquy/protocol";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Announcer } from "../../app/announcer.ts";
import { AppContextProvider } from "../../app/app-context.tsx";
import { toAppConfig } from "../../app/config.ts";
import { UiStore } from "../../app/ui-store.ts";
import { Later } from "../../components/ui/later.ts";
import { lateDeletions } from "../history/late-deletions.ts";
import { useKit } from "./use-kit.ts";

const ELEMENT: Element = { id: newId<ElementId>(), type: "custom", name: "Ticket", display: "inline", props: {} };
const SNAPSHOT: ChatSnapshot = {
  epoch: 1,
  seq: 1,
  thread: { id: newId<ThreadId>(), createdAt: "2026-11-29T12:00:00.000Z" },
  turns: [],
  path: [],
  queue: [],
  hasEarlier: false,
  elements: [ELEMENT],
  asks: [
    {
      kind: "element",
      elementId: ELEMENT.id,
      id: newId<AskId>(),
      stepId: newId<StepId>(),
      turnId: newId<TurnId>(),
      createdAt: "2026-11-29T12:00:00.000Z",
      deadlineAt: null,
    },
  ],
  calls: [],
  surface: {},
};

let root: Root;
let client: ChatClient;
let kit: ElementKit;
function Shown() {
  kit = useKit(ELEMENT, "inline").kit;
  return null;
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  root = createRoot(document.createElement("div"));
  client = new ChatClient({ url: "http://localhost:1", storage: memoryStorage() });
  client.store.replace(SNAPSHOT);
  const app = {
    config: toAppConfig({}),
    root: "",
    language: "en",
    ui: new UiStore(),
    announcer: new Announcer(),
    deletions: lateDeletions(client.threads, ""),
    markdown: new Later(async () => import("../../components/markdown-views.ts")),
  };
  act(() =>
    root.render(
      <AppContextProvider value={app}>
        <ChatProvider client={client}>
          <Shown />
        </ChatProvider>
      </AppContextProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

it("a function of an element tells what is wrong with what it was given, and never rejects", async () => {
  expect(kit.ask).toBe("open");
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const refused = { success: false, error: { code: "BAD_INPUT", message: expect.any(String) } };
  for (const odd of [circle, [1], "seats", null] as never[]) {
    expect(await kit.submitElement(odd)).toEqual(refused);
    expect(await act(() => kit.updateElement(odd))).toEqual(refused);
  }
  expect(await kit.callAction(undefined as never)).toEqual(refused);
});

it("a message of an element that is longer than the server takes is refused, and not put into the row", async () => {
  const tooLarge = { success: false, error: { code: "TOO_LARGE", message: "A message has at most 204800 characters." } };
  expect(await act(() => kit.sendUserMessage("x".repeat(MAX_MESSAGE_LENGTH + 1)))).toEqual(tooLarge);
  expect(client.store.getOverview().pending).toEqual([]);
  expect(await act(() => kit.sendUserMessage("x".repeat(MAX_MESSAGE_LENGTH)))).toEqual({ success: true });
  expect(client.store.getOverview().pending).toHaveLength(1);
});
