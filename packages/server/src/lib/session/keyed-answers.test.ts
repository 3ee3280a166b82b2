// What is remembered of answers under a key.
import { newId, type TurnId } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { KeyedAnswers } from "./keyed-answers.ts";

it("answers under a key are remembered for the newest five hundred of turns that failed, and no more", () => {
  const [turnId, other] = [newId<TurnId>(), newId<TurnId>()];
  const keyed = new KeyedAnswers({});
  for (let n = 0; n < 501; n++) keyed.remember(turnId, `k${n}`, { kind: "confirm", confirmed: true, question: `Sure of ${n}?` });
  expect(Object.keys(keyed.toRecord())).toHaveLength(500);
  expect(keyed.get(turnId, "k0")).toBeUndefined();
  expect(keyed.get(turnId, "k500")).toEqual({ kind: "confirm", confirmed: true, question: "Sure of 500?" });
  keyed.remember(other, "k1", { kind: "confirm", confirmed: false });
  keyed.forgetTurn(turnId);
  expect(Object.keys(new KeyedAnswers(keyed.toRecord()).toRecord())).toEqual([`${other}:k1`]);
});
