import { ChatClient, memoryStorage } from "@colloquy/client";
import {
  type Ask,
  type AskId,
  emptyChatState,
  newId,
  type Step,
  type StepId,
  type ThreadId,
  type TurnId,
  toSnapshot,
} from "@colloquy/protocol";
import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type MountedPart, mountInChat } from "../../../test/mount-in-chat.tsx";
import { AskCard } from "../ask/ask-card.tsx";
import { StepApproval } from "./step-approval.tsx";

type Approval = Extract<Ask, { kind: "approval" }>;

/** An approval with its card and its tool's step, and nobody at the other end of the line. */
async function openApproval(askId = newId<AskId>()) {
  const client = new ChatClient({ url: "http://localhost:1", storage: memoryStorage() });
  const at = new Date().toISOString();
  client.store.replace(toSnapshot(emptyChatState({ id: newId<ThreadId>(), createdAt: at }, 1)));
  const [turnId, stepId] = [newId<TurnId>(), newId<StepId>()];
  const step: Step = { id: stepId, turnId, type: "assistant_message", name: "Harbour", createdAt: at };
  const ask: Approval = {
    id: askId,
    turnId,
    stepId,
    kind: "approval",
    tool: "Book",
    input: { cost: 1140 },
    edit: true,
    scopes: ["chat", "always"],
    createdAt: at,
    deadlineAt: null,
  };
  client.store.apply({
    epoch: 1,
    seq: 3,
    facts: [
      {
        type: "turn-start",
        turn: { id: turnId, kind: "message", foreground: true, state: "running", createdAt: at, startedAt: at },
        seq: 1,
      },
      { type: "step-set", step, seq: 2 },
      { type: "ask-start", ask, seq: 3 },
    ],
  });
  const tool = (
    <div key="tool" id="tool">
      <StepApproval ask={ask} />
    </div>
  );
  const card = (
    <div key="card" id={`step-${stepId}`}>
      <AskCard step={step} ask={ask} />
    </div>
  );
  const part = await mountInChat(client, tool);
  const withCard = async () => {
    await part.draw([tool, card]);
    await vi.waitFor(async () => {
      await act(async () => undefined);
      find(part, ".edit-input");
    });
  };
  return { part, ask, withCard };
}

function find<Found extends Element = HTMLElement>({ box }: MountedPart, selector: string): Found {
  const found = box.querySelector<Found>(selector);
  if (!found) throw new Error(`There is no ${selector} in ${box.innerHTML}`);
  return found;
}

const buttons = ({ box }: MountedPart, inside = "#tool") =>
  [...box.querySelectorAll(`${inside} button`)].map(({ textContent }) => textContent);

const press = (element: HTMLElement) => act(async () => element.click());

async function write(part: MountedPart, selector: string, words: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLTextAreaElement>(part, selector);
  await act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const ALL = ["Allow once", "Always in this chat", "Always allow", "Deny"];

afterEach(() => localStorage.clear());

describe("The buttons of an approval at its tool's step", () => {
  it("lead to the card once the input was changed there, and allow nothing that the card does not show", async () => {
    const { part, ask, withCard } = await openApproval();
    await using _ = part;
    await withCard();
    await press(find(part, ".edit-input"));
    // It is open to be changed, and what the app asked with stands in it.
    expect(buttons(part)).toEqual(ALL);
    await write(part, "textarea", '{ "cost": 900 }');
    expect(buttons(part)).toEqual(["Review your changes", "Deny"]);
    await write(part, "textarea", '{ "cost": ');
    expect(buttons(part)).toEqual(["Review your changes", "Deny"]);
    await press(find(part, "#tool .btn.primary"));
    await vi.waitFor(() => expect(document.activeElement?.id).toBe(`ask-${ask.id}`));
    await press(find(part, ".edit-input"));
    expect(buttons(part)).toEqual(ALL);
  });

  it("lead to the card, too, when the change was begun before a reload", async () => {
    const askId = newId<AskId>();
    localStorage.setItem(`colloquy:ask:${askId}`, JSON.stringify({ input: '{ "cost": 900 }' }));
    const { part, withCard } = await openApproval(askId);
    await using _ = part;
    // Its card is not drawn yet.
    expect(buttons(part)).toEqual(["Review your changes", "Deny"]);
    await withCard();
    expect(find<HTMLTextAreaElement>(part, "textarea").value).toBe('{ "cost": 900 }');
    expect(buttons(part)).toEqual(["Review your changes", "Deny"]);
  });

  it("have the reason that was begun on the card", async () => {
    const { part, withCard } = await openApproval();
    await using _ = part;
    await withCard();
    await press(find(part, ".ask:not(.at-step) .acts .btn.quiet"));
    await write(part, ".ask:not(.at-step) .refusal input", "It is in the yard");
    expect(find<HTMLInputElement>(part, "#tool .refusal input").value).toBe("It is in the yard");
  });
});
