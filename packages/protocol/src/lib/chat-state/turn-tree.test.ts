import { describe, expect, it } from "vitest";
import type { StepId, TurnId } from "../ids.ts";
import { id, turn } from "../testing/build.ts";
import type { Turn } from "../turn.ts";
import { branchesOf } from "./turn-tree.ts";

/** A turn that answers a message beside all others of these tests. */
function answers(message: number, number: number, kind: Turn["kind"] = "regenerate"): Turn {
  const { parentTurnId: _parent, ...root } = turn(number, { kind, messageId: id<StepId>(message) });
  return root;
}

const ids = (...numbers: number[]) => numbers.map((number) => id<TurnId>(number));

describe("what lies beside a turn", () => {
  const first = answers(10, 1, "message");
  const again = answers(10, 2);
  const edited = answers(20, 3, "edit");
  const editedAgain = answers(20, 4);
  const all = [first, again, edited, editedAgain];

  it("counts versions of the message apart from answers to it", () => {
    expect(branchesOf(all, first)).toEqual({ siblingIds: ids(1, 2, 3, 4), editIds: ids(1, 4), answerIds: ids(1, 2) });
    expect(branchesOf(all, again)).toEqual({ siblingIds: ids(1, 2, 3, 4), editIds: ids(2, 4), answerIds: ids(1, 2) });
    expect(branchesOf(all, edited)).toEqual({ siblingIds: ids(1, 2, 3, 4), editIds: ids(2, 3), answerIds: ids(3, 4) });
  });

  it("is nothing beside a turn that is alone, and nothing of another kind beside one that was only edited or only answered again", () => {
    expect(branchesOf([first], first)).toEqual({});
    expect(branchesOf([first, edited], edited)).toEqual({ siblingIds: ids(1, 3), editIds: ids(1, 3) });
    expect(branchesOf([first, again], again)).toEqual({ siblingIds: ids(1, 2), answerIds: ids(1, 2) });
  });

  it("is nothing beside a turn that has not started", () => {
    const { startedAt: _startedAt, ...queued } = edited;
    expect(branchesOf([first, queued], queued)).toEqual({});
    expect(branchesOf([first, queued], first)).toEqual({});
  });
});
