// What is told of things that are thrown.
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { describeThrown } from "./thrown.ts";

class SdkError extends Error {
  override name = "APIError";
  readonly status = 429;
  readonly error = { message: "slow down", type: "rate_limit" };
}

const circular: Record<string, unknown> = { message: "round" };
circular["cause"] = circular;

describe("what was thrown is told by its message", () => {
  it.each<[string, unknown, string]>([
    ["an error", new TypeError("x is not a function"), "x is not a function"],
    ["an error without a text", new RangeError(), "RangeError"],
    ["a text", "just no", "just no"],
    ["an object with a message", { status: 429, message: "slow down" }, "slow down"],
    ["an error of another realm", runInNewContext("new Error('from elsewhere')"), "from elsewhere"],
    ["the error of an SDK", new SdkError("429 slow down"), "429 slow down"],
    ["the error of an SDK without a text of its own", new SdkError(), "slow down"],
    ["the body that an API answered with", { error: { message: "Invalid key", code: 401 } }, "Invalid key"],
    ["a body whose error is a text", { error: "model not found" }, "model not found"],
    ["a problem document", { title: "Out of credit", status: 403 }, "Out of credit"],
    ["what axios throws", { response: { data: { error: { message: "no such model" } } } }, "no such model"],
    [
      "an error with its cause",
      new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") }),
      "fetch failed: connect ECONNREFUSED",
    ],
    ["a cause that is repeated already", new Error("Failed: no disk", { cause: new Error("no disk") }), "Failed: no disk"],
    [
      "an aggregate",
      new AggregateError([new Error("a"), "b", { message: "c" }, new Error("d")], "All failed"),
      "All failed: a; b; c; and 1 more",
    ],
    ["an aggregate without a text", new AggregateError([new Error("a")]), "a"],
    ["a list of errors", [new Error("a"), new Error("b")], "a; b"],
    ["what a rejection event carries", { reason: new Error("gone") }, "gone"],
    ["what is caused by itself", circular, "round"],
    ["an answer of fetch", new Response("", { status: 503, statusText: "Service Unavailable" }), "Service Unavailable"],
    ["an answer of fetch without words", new Response("", { status: 503 }), "The answer 503 was thrown."],
    ["plain data", { status: 429 }, '{"status":429} was thrown.'],
    ["a number", 42, "42 was thrown."],
    ["nothing", undefined, "undefined was thrown."],
    ["null", null, "null was thrown."],
    ["an empty text", " ", "An empty text was thrown."],
    ["a symbol", Symbol("s"), "Symbol(s) was thrown."],
    ["a bare object", Object.create(null), "A value that cannot be written was thrown."],
    [
      "an object whose getters throw",
      {
        get message(): string {
          throw new Error("no");
        },
      },
      "A value that cannot be written was thrown.",
    ],
  ])("%s", (_what, thrown, told) => {
    expect(describeThrown(thrown)).toBe(told);
  });

  it("is not longer than a person reads", () => {
    expect(describeThrown(new Error("x".repeat(1_000_000))).length).toBeLessThan(2100);
  });
});
