// What is written down follows what is in memory, whatever an author does in between: the patches of any history add up to the present.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWarnings } from "../testing/durable-stores.ts";
import { decodeValue } from "./value-encoder.ts";
import { Values } from "./values.ts";

class Client {}

const key = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
const data = fc.oneof(fc.integer(), fc.string(), fc.constantFrom(null, undefined), fc.array(fc.integer(), { maxLength: 4 }), fc.date());
const act = fc.oneof(
  fc.record({ does: fc.constant("set" as const), key, value: data }),
  fc.record({ does: fc.constantFrom("push" as const, "delete" as const, "setClient" as const), key }),
  fc.record({ does: fc.constant("save" as const), running: fc.boolean() }),
);

function open(maxBytes = 1024 * 1024) {
  const { logger, warnings } = createWarnings();
  let changes = 0;
  const values = new Values({ maxBytes, logger, onChange: () => void (changes += 1) });
  const stored = new Map<string, string>();
  return {
    values,
    warnings,
    stored,
    changes: () => changes,
    /** As a store does with a patch. */
    save(running = false) {
      for (const [name, text] of Object.entries(values.takeChanges(running))) {
        if (text === null) stored.delete(name);
        else stored.set(name, text);
      }
    },
  };
}

/** A list of the caller's own: data of one run of a property must not be changed for the next. */
const own = (value: unknown): unknown => (Array.isArray(value) ? [...value] : value);

describe("the saved copy of the values", () => {
  it("equals what is in memory after any history of sets, changes in place, deletions and saves", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const { values, stored, save } = open();
        for (const done of acts) {
          if (done.does === "set") values.set(done.key, own(done.value));
          else if (done.does === "setClient") values.set(done.key, new Client());
          else if (done.does === "delete") values.delete(done.key);
          else if (done.does === "save") save(done.running);
          else {
            const list = values.get(done.key);
            if (Array.isArray(list)) list.push(1);
          }
        }
        save();
        const kept = values.keys().filter((name) => !(values.get(name) instanceof Client));
        expect([...stored.keys()].sort()).toEqual([...kept].sort());
        for (const name of kept) expect(decodeValue(stored.get(name) ?? "")).toEqual(values.get(name));
        expect(new Map(Object.entries(values.encodeAll()))).toEqual(stored);
      }),
      { numRuns: 500 },
    );
  });

  it("never passes the limit, and gives up no more than it must", () => {
    const sizes = fc.array(fc.record({ key, length: fc.integer({ min: 0, max: 60 }) }), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, (sets) => {
        const { values, stored, save } = open(100);
        for (const { key: name, length } of sets) {
          values.set(name, "x".repeat(length));
          save();
          const total = [...stored.values()].reduce((sum, text) => sum + text.length, 0);
          expect(total).toBeLessThanOrEqual(100);
          if (length + 2 <= 20) expect(stored.has(name)).toBe(true);
        }
      }),
    );
  });

  it("is not written again when nothing has changed, and an object is looked at only while somebody may hold it", () => {
    const { values } = open();
    values.set("list", [1]);
    values.set("number", 1);
    expect(Object.keys(values.takeChanges(true))).toEqual(["list", "number"]);
    expect(values.dirty).toBe(true);
    expect(values.takeChanges(true)).toEqual({});
    expect(values.takeChanges()).toEqual({});
    expect(values.dirty).toBe(false);
    values.get("number");
    expect(values.dirty).toBe(false);
    values.get("list");
    expect(values.dirty).toBe(true);
  });

  it("asks for a save when an object is read that may be changed in place: once, not for every read", () => {
    const { values, save, changes } = open();
    values.set("list", []);
    values.set("number", 1);
    save();
    const before = changes();
    for (let i = 0; i < 100; i++) values.get("number");
    expect(changes()).toBe(before);
    for (let i = 0; i < 100; i++) values.get("list");
    expect(changes()).toBe(before + 1);
  });

  it("loses a key at once that is kept out on purpose", () => {
    const { values, stored, save } = open();
    values.set("draft", "x");
    save();
    values.exclude("draft");
    save();
    expect([...stored.keys()]).toEqual([]);
    expect(values.get("draft")).toBe("x");
  });

  it("is loaded again as it was; a part that cannot be read is left out and named", () => {
    const first = open();
    first.values.set("map", new Map([[1, "one"]]));
    first.values.set("text", "two");
    const saved = first.values.encodeAll();
    const next = open();
    next.values.load({ ...saved, broken: "{" }, true);
    expect(next.values.keys()).toEqual(["map", "text"]);
    expect(next.values.get("map")).toEqual(new Map([[1, "one"]]));
    expect(next.warnings).toEqual([expect.stringContaining("could not be read")]);
    expect(next.values.takeChanges()).toEqual({});
  });
});
