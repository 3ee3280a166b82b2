import { ChatError, type SettingsForm } from "@colloquy/protocol";
import { describe, expect, it, vi } from "vitest";
import type { Values } from "./draft.ts";
import { SettingsEditor } from "./settings-editor.ts";

const FORM: SettingsForm = {
  tabs: [
    {
      id: "all",
      label: "",
      inputs: [
        { type: "text", id: "note", label: "Note", initial: null },
        { type: "number", id: "rows", label: "Rows", initial: 5, min: 1, max: 10 },
      ],
    },
  ],
};

/** A server that takes everything, and remembers in what order. */
function openEditor(answer: (what: "edit" | "save", values: Values) => Promise<void> = async () => {}) {
  const heard: (readonly ["edit" | "save", Values])[] = [];
  const hear = (what: "edit" | "save") => (values: Values) => {
    heard.push([what, values]);
    return answer(what, values);
  };
  const editor = new SettingsEditor(FORM, { note: "kept", rows: 5 }, { edit: hear("edit"), save: hear("save") });
  return { editor, heard };
}

const refuse = (fields: Record<string, string>) => async () => {
  throw new ChatError("INVALID_VALUES", undefined, { fields });
};

describe("the settings editor", () => {
  it("tells the server once of words typed in one go, and takes them back on cancel", () => {
    vi.useFakeTimers();
    const { editor, heard } = openEditor();
    for (const note of ["n", "ne", "new"]) editor.change("note", note);
    expect(editor.get().changed).toEqual(["note"]);
    vi.runAllTimers();
    expect(heard).toEqual([["edit", { note: "new", rows: 5 }]]);
    editor.cancel();
    expect(heard.at(-1)).toEqual(["edit", { note: "kept", rows: 5 }]);
    expect(editor.get().changed).toEqual([]);
    editor.cancel();
    expect(heard.length).toBe(2);
    vi.useRealTimers();
  });

  it("says nothing to the server when nothing was told and all is cancelled", () => {
    const { editor, heard } = openEditor();
    editor.change("note", "new");
    editor.cancel();
    expect(heard).toEqual([]);
  });

  it("does not save what is out of bounds, and says so where it is", async () => {
    const { editor, heard } = openEditor();
    editor.change("rows", 99);
    expect(editor.get().problems).toEqual({});
    editor.leave("rows");
    expect(editor.get().problems).toEqual({ rows: { kind: "max", limit: 10 } });
    expect(await editor.save({ remember: false })).toBe(false);
    expect(heard).toEqual([]);
  });

  it("shows what the server refuses where it is, until it is changed", async () => {
    const { editor } = openEditor(refuse({ note: "Not that word." }));
    editor.change("note", "bad");
    expect(await editor.save({ remember: false })).toBe(false);
    expect(editor.get()).toMatchObject({ problems: { note: "Not that word." }, failure: undefined, saving: false });
    editor.change("note", "good");
    expect(editor.get().problems).toEqual({});
  });

  it("says of the whole what belongs to no input", async () => {
    const { editor } = openEditor(refuse({ "": "Too much in all." }));
    await editor.save({ remember: false });
    expect(editor.get().failure?.message).toBe("Too much in all.");
  });

  it("has nothing left to save once it is saved, and is not changed meanwhile", async () => {
    let done = () => {};
    const gate = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { editor, heard } = openEditor((what) => (what === "save" ? gate : Promise.resolve()));
    editor.change("note", "new");
    const saved = editor.save({ remember: false });
    expect(editor.get().saving).toBe(true);
    editor.change("note", "later");
    done();
    expect(await saved).toBe(true);
    expect(editor.get()).toMatchObject({ changed: [], saving: false, draft: { values: { note: "new" } } });
    expect(heard).toEqual([["save", { note: "new", rows: 5 }]]);
  });
});
