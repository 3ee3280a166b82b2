// Fills in the settings form: keeps the draft, tells the server what stands in it, saves it or takes it back.
import { ChatError, inputsOf, isChatError, type SettingInput, type SettingsForm } from "@colloquy/protocol";
import { changedIds, changeValue, type Draft, followSurface, openDraft, resetDraft, toSendable, type Values } from "./draft.ts";
import { type Problem, problemOf } from "./problems.ts";
import { isSameValue } from "./same-value.ts";

const TELL_AFTER_MS = 300;

/** The requests that the editor makes; both throw ChatErrors. */
export interface SettingsRequests {
  /** Says what stands in the form. */
  readonly edit: (values: Values) => Promise<void>;
  /** Saves it. */
  readonly save: (values: Values, options: SaveOptions) => Promise<void>;
}

export interface SaveOptions {
  /** What is saved is also what the person's next chats begin with. */
  readonly remember: boolean;
}

export interface EditorView {
  readonly draft: Draft;
  readonly changed: readonly string[];
  /** What is wrong, by input: found here, or the server's sentence. Only what the person has left or tried to save. */
  readonly problems: Readonly<Record<string, Problem | string>>;
  /** Why nothing was saved, when it is not about single inputs. */
  readonly failure: ChatError | undefined;
  readonly saving: boolean;
}

export class SettingsEditor {
  readonly #requests: SettingsRequests;
  readonly #listeners = new Set<() => void>();
  #draft: Draft;
  #view: EditorView;
  /** What the server was told and has not answered, and the newest of what it has. */
  #told: Values[] = [];
  #hasTold = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #left = new Set<string>();
  #refused: Readonly<Record<string, string>> = {};
  #failure: ChatError | undefined;
  #saving = false;

  constructor(form: SettingsForm, settings: Values, requests: SettingsRequests) {
    this.#requests = requests;
    this.#draft = openDraft(form, settings);
    this.#view = this.#toView();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): EditorView => this.#view;

  /** The app shows another form, or other values are saved. */
  follow(form: SettingsForm, settings: Values): void {
    this.#set(followSurface(this.#draft, form, settings, this.#told));
  }

  change(id: string, value: unknown): void {
    if (this.#saving) return;
    const { [id]: _mended, ...refused } = this.#refused;
    this.#refused = refused;
    this.#set(changeValue(this.#draft, id, value));
    this.#tellSoon();
  }

  /** The person went on to another input: what is wrong with this one may be said. */
  leave(id: string): void {
    if (this.#left.has(id)) return;
    this.#left.add(id);
    this.#set(this.#draft);
  }

  reset(): void {
    if (this.#saving) return;
    this.#refused = {};
    this.#failure = undefined;
    this.#left.clear();
    this.#set(resetDraft(this.#draft));
    this.#tellSoon();
  }

  /** True when it is saved; else the view says why not. */
  async save(options: SaveOptions): Promise<boolean> {
    if (this.#saving) return false;
    clearTimeout(this.#timer);
    this.#failure = undefined;
    this.#refused = {};
    for (const { id } of inputsOf(this.#draft.form)) this.#left.add(id);
    if (inputsOf(this.#draft.form).some((input) => this.#problemOf(input))) {
      this.#set(this.#draft);
      return false;
    }
    const values = this.#sendable(this.#draft.values);
    this.#saving = true;
    this.#set(this.#draft);
    try {
      await this.#requests.save(values, options);
      this.#hasTold = false;
      this.#draft = { ...this.#draft, saved: { ...this.#draft.saved, ...values } };
      this.#left.clear();
      return true;
    } catch (error) {
      this.#refuse(error);
      return false;
    } finally {
      this.#saving = false;
      this.#set(this.#draft);
    }
  }

  /** Takes everything back, and tells the server when it heard of anything. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#refused = {};
    this.#failure = undefined;
    this.#left.clear();
    this.#set({ ...this.#draft, values: this.#draft.saved });
    if (this.#hasTold) this.#tell();
    this.#hasTold = false;
  }

  #tellSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), TELL_AFTER_MS);
  }

  #tell(): void {
    const values = this.#sendable(this.#draft.values);
    // What is not said stands on the server as it is saved, and may come back from there.
    const told = { ...this.#draft.saved, ...values };
    const last = this.#told.at(-1);
    if (last && Object.keys(told).every((id) => isSameValue(told[id], last[id]))) return;
    this.#hasTold = true;
    this.#told.push(told);
    this.#requests
      .edit(values)
      .catch((error: unknown) => {
        // What is wrong with an input is said at once; all else is said when it is saved.
        if (isChatError(error) && error.fields && this.#told.at(-1) === told) this.#refuse(error);
      })
      .finally(() => {
        const at = this.#told.indexOf(told);
        if (at > 0) this.#told.splice(0, at);
        this.#set(this.#draft);
      });
  }

  #refuse(error: unknown): void {
    const known = new Set(inputsOf(this.#draft.form).map(({ id }) => id));
    const fields = Object.entries((isChatError(error) && error.fields) || {});
    this.#refused = Object.fromEntries(fields.filter(([id]) => known.has(id)));
    const others = fields.filter(([id]) => !known.has(id)).map(([, sentence]) => sentence);
    if (fields.length === 0) this.#failure = isChatError(error) ? error : new ChatError("INTERNAL");
    else if (others.length > 0) this.#failure = new ChatError("INVALID_VALUES", others.join(" "), { fix: "" });
    this.#set(this.#draft);
  }

  #sendable(values: Values): Values {
    return toSendable(this.#draft.form, values, (input) => problemOf(input, values[input.id]) !== undefined);
  }

  #problemOf(input: SettingInput): Problem | string | undefined {
    return this.#refused[input.id] ?? problemOf(input, this.#draft.values[input.id]);
  }

  #toView(): EditorView {
    const problems = inputsOf(this.#draft.form).flatMap((input) => {
      const shown = this.#left.has(input.id) || Object.hasOwn(this.#refused, input.id);
      const problem = shown ? this.#problemOf(input) : undefined;
      return problem === undefined ? [] : [[input.id, problem] as const];
    });
    return {
      draft: this.#draft,
      changed: changedIds(this.#draft),
      problems: Object.fromEntries(problems),
      failure: this.#failure,
      saving: this.#saving,
    };
  }

  #set(draft: Draft): void {
    this.#draft = draft;
    this.#view = this.#toView();
    for (const listener of this.#listeners) listener();
  }
}
