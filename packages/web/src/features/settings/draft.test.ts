import type { SettingInput, SettingsForm } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { changedIds, changeValue, followSurface, openDraft, resetDraft, toSendable } from "./draft.ts";
import { problemOf } from "./problems.ts";

const text = (id: string, initial: string | null = null): SettingInput => ({ type: "text", id, label: id, initial });
const select = (values: readonly string[], initial = values[0] ?? ""): SettingInput => ({
  type: "select",
  id: "model",
  label: "Model",
  initial,
  items: values.map((value) => ({ label: value, value })),
});
const form = (...inputs: SettingInput[]): SettingsForm => ({ tabs: [{ id: "all", label: "", inputs }] });

describe("an open settings form", () => {
  it("holds what is saved, and what an input begins with where nothing is or the form does not offer it any more", () => {
    const { values } = openDraft(form(text("note", "begin"), select(["small", "large"])), { model: "huge" });
    expect(values).toEqual({ note: "begin", model: "small" });
    expect(openDraft(form(select(["small", "large"])), { model: "large" }).values).toEqual({ model: "large" });
  });

  it("knows what differs from what is saved, until it is written back", () => {
    const draft = changeValue(openDraft(form(text("a", "1"), text("b", "2"))), "b", "3");
    expect(changedIds(draft)).toEqual(["b"]);
    expect(changedIds(changeValue(draft, "b", "2"))).toEqual([]);
  });

  it("resets to what the inputs began with, not to what is saved, and leaves alone what is disabled", () => {
    const locked = { ...text("locked", "begin"), disabled: true };
    const draft = openDraft(form(text("note", "begin"), locked), { note: "saved", locked: "saved" });
    expect(resetDraft(draft).values).toEqual({ note: "begin", locked: "saved" });
  });

  it("does not say what is half written, nor what is disabled", () => {
    const number: SettingInput = { type: "number", id: "rows", label: "Rows", initial: 1 };
    const drawn = form(text("note", "words"), number, { ...text("locked", "x"), disabled: true });
    const draft = changeValue(openDraft(drawn), "rows", Number.NaN);
    const { values } = draft;
    expect(toSendable(drawn, values, (input) => problemOf(input, values[input.id]) !== undefined)).toEqual({ note: "words" });
  });
});

describe("a form that the app draws anew while it is filled in", () => {
  const open = changeValue(openDraft(form(text("note", "begin"), select(["small", "large"])), {}), "note", "mine");

  it("keeps what the person wrote and shows what is new", () => {
    const next = followSurface(open, form(text("note", "begin"), select(["small", "large"]), text("extra", "hi")), {}, []);
    expect(next.values).toEqual({ note: "mine", model: "small", extra: "hi" });
    expect(changedIds(next)).toEqual(["note"]);
  });

  it("shows what the app sets", () => {
    const next = followSurface(open, form(text("note", "the app's"), select(["small", "large"], "large")), {}, []);
    expect(next.values).toEqual({ note: "the app's", model: "large" });
    expect(changedIds(next)).toEqual(["note", "model"]);
  });

  it("keeps newer words when the app answers with what it was told", () => {
    const told = { note: "min", model: "small" };
    const next = followSurface(open, form(text("note", "min"), select(["small", "large"])), {}, [told]);
    expect(next.values["note"]).toBe("mine");
    // And Reset still leads to where the form began.
    expect(resetDraft(next).values["note"]).toBe("begin");
  });

  it("drops a choice that is not offered any more", () => {
    const chosen = changeValue(open, "model", "large");
    expect(followSurface(chosen, form(select(["small", "tiny"])), {}, []).values).toEqual({ model: "small" });
  });

  it("follows what is saved elsewhere, except where the person has written", () => {
    const next = followSurface(open, open.form, { note: "theirs", model: "large" }, []);
    expect(next.values).toEqual({ note: "mine", model: "large" });
    expect(next.saved).toEqual({ note: "theirs", model: "large" });
  });
});

describe("what is wrong with a value", () => {
  it("is told for numbers: none at all, too small, too large", () => {
    const rows: SettingInput = { type: "number", id: "rows", label: "Rows", initial: null, min: 1, max: 10 };
    expect([Number.NaN, 0, 11, 5, null].map((value) => problemOf(rows, value)?.kind)).toEqual([
      "number",
      "min",
      "max",
      undefined,
      undefined,
    ]);
  });

  it("is told for days: half of a range, the wrong order, out of bounds", () => {
    const range: SettingInput = { type: "date-range", id: "days", label: "Days", initial: null, min: "2026-01-01", max: "2026-12-31" };
    const days = [
      ["2026-02-01", ""],
      ["2026-02-02", "2026-02-01"],
      ["2025-12-31", "2026-02-01"],
      ["2026-02-01", "2027-01-01"],
    ];
    expect(days.map((value) => problemOf(range, value)?.kind)).toEqual(["bothDays", "order", "early", "late"]);
    expect(problemOf(range, ["2026-02-01", "2026-02-01"])).toBeUndefined();
  });

  it("is nothing when the person cannot change it", () => {
    expect(problemOf({ type: "text", id: "a", label: "A", initial: "long", maxLength: 2, disabled: true }, "long")).toBeUndefined();
  });
});
