import type { ActionId, StepId, TurnId } from "@colloquy/protocol";
import { act, type ReactNode, StrictMode, useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ServedChat } from "../../../test/served-chat.ts";
import { ChatClient } from "../chat-client.ts";
import { memoryStorage } from "../storage.ts";
import { useActions, useOverview, useStep, useSurface, useText, useTurn } from "./hooks.ts";
import { ChatProvider, useChatClient } from "./provider.ts";

const renders = new Map<string, number>();
const count = (name: string) => renders.set(name, (renders.get(name) ?? 0) + 1);
/** What was drawn since the last look. */
const drawn = () => {
  const names = [...renders.keys()].sort();
  renders.clear();
  return names;
};

function Page() {
  count("page");
  const turnIds = useOverview((overview) => overview.turnIds);
  return turnIds.map((turnId) => <TurnOnPage key={turnId} turnId={turnId} />);
}

function TurnOnPage({ turnId }: { turnId: TurnId }) {
  const turn = useTurn(turnId);
  count(`turn ${turnId}`);
  return (
    <section>
      {turn?.stepIds.map((stepId) => (
        <StepOnPage key={stepId} stepId={stepId} />
      ))}
    </section>
  );
}

function StepOnPage({ stepId }: { stepId: StepId }) {
  const step = useStep(stepId);
  count(`step ${stepId}`);
  return (
    <p>
      {step?.end ? "" : "…"}
      <Text stepId={stepId} />
    </p>
  );
}

/** Shows a growing text without drawing anything again. */
function Text({ stepId }: { stepId: StepId }) {
  const element = useRef<HTMLSpanElement>(null);
  const source = useText(stepId);
  count(`text ${stepId}`);
  useEffect(() => {
    const span = element.current;
    if (!span) return;
    span.textContent = source.read();
    return source.subscribe((change) => {
      if (change.kind === "append") span.append(change.text);
      else span.textContent = source.read();
    });
  }, [source]);
  return <span ref={element} />;
}

function Busy() {
  count("busy");
  return <i>{useOverview().busy ? "busy" : "idle"}</i>;
}

function Commands() {
  count("commands");
  return <u>{useSurface("commands")?.map(({ id }) => id)}</u>;
}

function Buttons({ stepId }: { stepId: StepId }) {
  count("buttons");
  return useActions(stepId).actions.map(({ action, running }) => <em key={action.id}>{running ? `${action.name}…` : action.name}</em>);
}

function Lonely() {
  return <b>{useChatClient().store.getOverview().turnIds.length}</b>;
}

describe("the hooks", () => {
  let chat: ServedChat;
  let client: ChatClient;
  let host: HTMLElement;
  let unmount: () => void;

  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    chat = new ServedChat();
    client = new ChatClient({ url: "http://localhost:1/", storage: memoryStorage() });
    client.store.replace(chat.snapshot);
    chat.listeners.add((frame) => act(() => void client.store.apply(frame)));
    host = document.createElement("div");
  });

  afterEach(() => {
    unmount();
    renders.clear();
    vi.unstubAllGlobals();
  });

  function show(children: ReactNode): void {
    const root = createRoot(host);
    act(() => root.render(<ChatProvider client={client}>{children}</ChatProvider>));
    unmount = () => act(() => root.unmount());
  }

  it("draw nothing at all while a text grows", () => {
    chat.exchange("first", "done");
    const answerId = chat.open(chat.message("second").turnId);
    show([<Page key="page" />, <Busy key="busy" />]);
    renders.clear();
    for (let n = 0; n < 200; n++) chat.stream(answerId, `${n} `);
    expect(drawn()).toEqual([]);
    expect(host.textContent).toContain(`…${chat.text(answerId)}`);
    chat.rewrite(answerId, "Other words.");
    expect(drawn()).toEqual([]);
    expect(host.textContent).toContain("…Other words.");
  });

  it("draw only what a fact touched", () => {
    chat.exchange("first", "done");
    const { turnId, stepId: messageId } = chat.message("second");
    show(<Page />);
    renders.clear();
    const answerId = chat.open(turnId);
    expect(drawn()).toEqual([`step ${answerId}`, `step ${messageId}`, `text ${answerId}`, `text ${messageId}`, `turn ${turnId}`].sort());
    chat.close(answerId);
    expect(drawn()).toEqual([`step ${answerId}`, `text ${answerId}`]);
  });

  it("draw a component with a selector only when what it selects changed", () => {
    const { turnId } = chat.message("hello");
    show([<Page key="page" />, <Busy key="busy" />]);
    renders.clear();
    chat.emit({ type: "thread-set", thread: { name: "A name" } });
    expect(drawn()).toEqual(["busy"]);
    chat.end(turnId);
    expect(host.textContent).toContain("idle");
  });

  it("draw buttons when one of them begins or ends to run, and not while a text grows", () => {
    const answerId = chat.open(chat.message("hello").turnId);
    const answer = client.store.getStep(answerId);
    if (!answer) throw new Error("There is no answer.");
    const [go, wait] = ["go", "wait"].map((name) => ({ id: crypto.randomUUID() as ActionId, name, payload: {} }));
    if (!go || !wait) throw new Error("There are no buttons.");
    chat.emit({ type: "step-set", step: { ...answer, actions: [go, wait] } });
    show(<Buttons stepId={answerId} />);
    expect(host.textContent).toBe("gowait");
    renders.clear();
    for (let n = 0; n < 50; n++) chat.stream(answerId, `${n} `);
    chat.emit({ type: "thread-set", thread: { name: "A name" } });
    expect(drawn()).toEqual([]);
    const turn = { id: crypto.randomUUID() as TurnId, kind: "action" as const, foreground: false, state: "running" as const };
    chat.emit({
      type: "turn-start",
      turn: { ...turn, createdAt: "2026-01-01T00:00:00.000Z", parentTurnId: answer.turnId, actionId: go.id },
    });
    expect(host.textContent).toBe("go…wait");
    chat.emit({ type: "turn-end", turnId: turn.id, state: "done", endedAt: "2026-01-01T00:00:01.000Z" });
    expect(host.textContent).toBe("gowait");
    expect(drawn()).toEqual(["buttons"]);
  });

  it("draw a part of the surface only when that part changed, and not at all while a text grows", () => {
    const answerId = chat.open(chat.message("hello").turnId);
    chat.emit({ type: "surface-set", surface: { commands: [{ id: "Picture" }] } });
    show(<Commands />);
    renders.clear();
    for (let n = 0; n < 50; n++) chat.stream(answerId, `${n} `);
    chat.emit({ type: "surface-set", surface: { modeChoice: { model: "large" } } });
    client.store.replace(chat.snapshot);
    expect(drawn()).toEqual([]);
    chat.emit({ type: "surface-set", surface: { commands: [{ id: "Search" }] } });
    expect(drawn()).toEqual(["commands"]);
    expect(host.textContent).toBe("Search");
  });

  it("show every text once in strict mode, and let go of all that they hold", () => {
    const { answerId } = chat.exchange("hello", "Hi");
    show(
      <StrictMode>
        <Page />
      </StrictMode>,
    );
    chat.stream(answerId, " there!");
    expect(host.textContent).toBe("helloHi there!");
    unmount();
    unmount = () => undefined;
    renders.clear();
    chat.stream(answerId, " Bye.");
    chat.exchange("more", "and more");
    expect(drawn()).toEqual([]);
    expect(host.textContent).toBe("");
  });

  it("show the other chat when another client is given", () => {
    chat.exchange("hello", "Hi");
    const root = createRoot(host);
    unmount = () => act(() => root.unmount());
    const draw = (given: ChatClient) =>
      act(() =>
        root.render(
          <ChatProvider client={given}>
            <Page />
          </ChatProvider>,
        ),
      );
    draw(client);
    expect(host.textContent).toBe("helloHi");
    const other = new ServedChat();
    other.exchange("good day", "And to you");
    const second = new ChatClient({ url: "http://localhost:1/", storage: memoryStorage() });
    second.store.replace(other.snapshot);
    draw(second);
    expect(host.textContent).toBe("good dayAnd to you");
  });

  it("say what is missing when there is no provider", () => {
    unmount = () => undefined;
    const root = createRoot(host, { onUncaughtError: () => undefined });
    expect(() => act(() => root.render(<Lonely />))).toThrow("<ChatProvider client={…}>");
  });
});
