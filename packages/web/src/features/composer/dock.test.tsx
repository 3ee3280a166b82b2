import type { ChatClient, UploadedFile } from "@colloquy/client";
import { type AskId, type FileKey, newId, type StepId } from "@colloquy/protocol";
import { act, createRef } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FrameServer } from "../../../../client/test/frame-server.ts";
import { TestClient } from "../../../../client/test/open-client.ts";
import { mountInChat } from "../../../test/mount-in-chat.tsx";
import { Dock } from "./dock.tsx";

const CONFIG = { uploads: { enabled: true, accept: ["*/*"], maxFiles: 5, maxSize: 1e6, maxTotalSize: 1e6 } };

/** A message box with a file in it, and a question for words before it. */
async function openBox(client: ChatClient, server: FrameServer, file: UploadedFile) {
  const { turnId } = server.chat.message("hello");
  const stepId = newId<StepId>();
  const createdAt = new Date().toISOString();
  const ask = { id: newId<AskId>(), turnId, stepId, kind: "text", createdAt, deadlineAt: null } as const;
  server.chat.emit(
    { type: "turn-start", turn: { id: turnId, kind: "message", foreground: true, state: "running", createdAt, startedAt: createdAt } },
    { type: "step-set", step: { id: stepId, turnId, type: "assistant_message", name: "Harbour", createdAt } },
    { type: "ask-start", ask },
  );
  await vi.waitFor(() => expect(client.store.getOverview().asks).toHaveLength(1));
  // As a reload finds it: what is uploaded, and not sent.
  (await client.loadUploads()).put([file]);
  const refs = { fieldRef: createRef<HTMLTextAreaElement>(), dockRef: createRef<HTMLElement>() };
  const part = await mountInChat(client, <Dock welcome={false} atThread {...refs} onSpoke={() => undefined} jump={null} />, CONFIG);
  return { ...part, ask };
}

const settled = (expectation: () => void) =>
  vi.waitFor(
    async () => {
      await act(async () => undefined);
      expectation();
    },
    { timeout: 20_000, interval: 20 },
  );

function button(box: HTMLElement): HTMLButtonElement {
  const found = box.querySelector<HTMLButtonElement>("#chat-submit");
  if (!found) throw new Error(`There is no button to send in ${box.innerHTML}`);
  return found;
}

afterEach(() => localStorage.clear());

describe("An answer in words", () => {
  it("goes with the files in the message box, which are there again when it was not taken", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const key = newId<FileKey>();
    await using page = await openBox(client, server, { key, name: "survey.txt", mime: "text/plain", size: 10 });
    const { box, ask } = page;
    const files = () => [...box.querySelectorAll("#attachments b")].map(({ textContent }) => textContent);
    await act(async () => page.ui.composer.put("The ramp"));
    await settled(() => expect(files()).toEqual(["survey.txt"]));
    const attach = () => box.querySelector("#upload-button");
    await settled(() => expect(attach()?.getAttribute("aria-disabled")).toBeNull());

    const error = { code: "FILE_REFUSED", message: "Not this one.", fix: "Choose another." } as const;
    server.intercept = ({ type }) => (type === "answerAsk" ? { ok: false, error } : undefined);
    await act(async () => button(box).click());
    const answered = () => server.requests.filter(({ type }) => type === "answerAsk");
    await settled(() => expect(answered()).toHaveLength(1));
    await settled(() => expect([files(), box.querySelector("textarea")?.value]).toEqual([["survey.txt"], "The ramp"]));

    server.intercept = undefined;
    await act(async () => button(box).click());
    await settled(() => expect(answered()).toHaveLength(2));
    expect(answered()[1]).toMatchObject({ askId: ask.id, answer: { kind: "text", text: "The ramp", files: [key] } });
    await settled(() => expect([files(), client.keptUploads]).toEqual([[], 0]));
  });
});
