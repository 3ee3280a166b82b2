import { newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { type Place, readPlace, writePlace } from "./places.ts";

beforeEach(() => sessionStorage.clear());

const place = (offset: number): Place => ({ stepId: newId<StepId>(), offset, last: "the last" });

describe("The places of a tab", () => {
  it("are known by their chats, until a chat is left at its end", () => {
    const [one, two] = [newId<ThreadId>(), newId<ThreadId>()];
    const [here, there] = [place(-120.5), place(8)];
    writePlace(one, here);
    writePlace(two, there);
    expect([readPlace(one), readPlace(two)]).toEqual([here, there]);
    writePlace(one, there);
    expect(readPlace(one)).toEqual(there);
    writePlace(one, undefined);
    expect([readPlace(one), readPlace(two)]).toEqual([undefined, there]);
  });

  it("are those of the chats that were left last", () => {
    const ids = Array.from({ length: 60 }, () => newId<ThreadId>());
    for (const id of ids) writePlace(id, place(1));
    writePlace(ids[20] ?? newId(), place(2));
    expect(ids.filter((id) => readPlace(id))).toHaveLength(50);
    expect(readPlace(ids[0] ?? newId())).toBeUndefined();
  });

  it.each(["", "{", "null", "[1,null,[]]", '[["a","b","c","d"]]'])("are none where the tab keeps %j", (kept) => {
    const id = newId<ThreadId>();
    sessionStorage.setItem("colloquy:places", kept);
    expect(readPlace(id)).toBeUndefined();
    writePlace(id, place(3));
    expect(readPlace(id)?.offset).toBe(3);
  });
});
