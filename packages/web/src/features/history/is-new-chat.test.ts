import { ChatStore } from "@colloquy/client";
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { isNewChat } from "./is-new-chat.ts";

describe("a chat that is new already", () => {
  it("is one at the root, before the server has spoken and after it, until it is used", () => {
    const overview = new ChatStore().getOverview();
    expect(isNewChat(overview)).toBe(true);
    expect(isNewChat({ ...overview, ready: true, interacted: false })).toBe(true);
    expect(isNewChat({ ...overview, ready: true, interacted: true })).toBe(false);
  });

  it("is not one that is still being opened by its address, so that New chat leaves it at once", () => {
    expect(isNewChat(new ChatStore(newId<ThreadId>()).getOverview())).toBe(false);
  });

  it("is not one that was refused", () => {
    const refused = { code: "NOT_FOUND", message: "Not here.", fix: "Start a new one." } as const;
    expect(isNewChat({ ...new ChatStore().getOverview(), ready: true, refused })).toBe(false);
  });
});
