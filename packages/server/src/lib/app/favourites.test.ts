// Messages that a person keeps to use them again, in every chat of theirs.
import { MAX_FAVOURITE_LENGTH, newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, Message } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { openChat } from "../testing/open-chat.ts";
import type { TestChat } from "../testing/test-chat.ts";
import { addFavourite, listFavourites, MAX_FAVOURITES, removeFavourite } from "./favourites.ts";
import type { MarkDeps, OwnedThread } from "./marking.ts";

const app = createApp({ onMessage: ({ content }) => new Message(`re ${content}`).send() });

function depsOf({ session, host }: TestChat, favorites = true): [MarkDeps, OwnedThread] {
  const { dataLayer, clock } = session.services;
  const config = { feedback: { comment: true }, features: { favorites } };
  return [
    { dataLayer, clock, registry: host.registry, driver: host.driver, config },
    { id: session.threadId, owner: session.owner },
  ];
}

describe("a favourite", () => {
  it("is a message of one's own: starred in its chat, listed in all, the newest first, and taken out again", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    await chat.send("Two");
    const [one, , two] = chat.messages;
    const [deps, thread] = depsOf(chat);
    for (const message of [one, two, one]) await addFavourite(deps, thread, message?.id ?? newId());
    expect((await listFavourites(deps, "visitor:a")).map(({ text }) => text)).toEqual(["Two", "One"]);
    expect(await listFavourites(deps, "visitor:b")).toEqual([]);
    expect(await listFavourites(deps, undefined)).toEqual([]);
    const markOf = (id: StepId | undefined) => id && chat.session.state.steps.get(id)?.mark;
    expect([markOf(one?.id), markOf(two?.id)]).toEqual([{ favourite: true }, { favourite: true }]);
    await removeFavourite(deps, thread, one?.id ?? newId());
    expect(markOf(one?.id)).toEqual({});
    expect((await listFavourites(deps, "visitor:a")).map(({ text }) => text)).toEqual(["Two"]);
  });

  it("is gone when its chat is gone for good", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    const [deps, thread] = depsOf(chat);
    const stepId = chat.messages[0]?.id ?? newId();
    await addFavourite(deps, thread, stepId);
    expect(await listFavourites(deps, "visitor:a")).toMatchObject([{ text: "One", threadId: thread.id, stepId }]);
    await chat.host.registry.deleteThread(thread.id);
    expect(await listFavourites(deps, "visitor:a")).toEqual([]);
  });

  it("is nothing that the app said, nothing of another chat, and no endless text", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("x".repeat(MAX_FAVOURITE_LENGTH + 1));
    const [deps, thread] = depsOf(chat);
    const [long, answer] = chat.messages;
    await expect(addFavourite(deps, thread, answer?.id ?? newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addFavourite(deps, thread, newId<StepId>())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addFavourite(deps, thread, long?.id ?? newId())).rejects.toMatchObject({ code: "TOO_LARGE" });
  });

  it("is one of two hundred at most; one that is kept already is no further one", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    const [deps, thread] = depsOf(chat);
    const stepId = chat.messages[0]?.id ?? newId<StepId>();
    await addFavourite(deps, thread, stepId);
    const { favourites } = deps.dataLayer;
    for (let i = 1; i < MAX_FAVOURITES; i++)
      await favourites?.add({ owner: "visitor:a", threadId: thread.id, stepId: newId(), text: `${i}`, createdAt: chat.session.now() });
    await chat.send("Two");
    await expect(addFavourite(deps, thread, chat.messages.at(-2)?.id ?? newId())).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect((await addFavourite(deps, thread, stepId)).text).toBe("One");
  });

  it("cannot be kept where the app wants none, or where the store keeps none", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    const stepId = chat.messages[0]?.id ?? newId<StepId>();
    const [off, thread] = depsOf(chat, false);
    await expect(addFavourite(off, thread, stepId)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    const { favourites: _none, ...without } = createMemoryDataLayer();
    const bare = { ...depsOf(chat)[0], dataLayer: without };
    await expect(listFavourites(bare, "visitor:a")).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
  });
});
