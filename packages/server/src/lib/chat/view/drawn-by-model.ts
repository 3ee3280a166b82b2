// A view that a model draws: which components it may use, which actions it may name, and what becomes of what it wrote. Nothing else is reached.
import {
  type ActionId,
  type Action as ActionRecord,
  asksForPassword,
  ChatError,
  isChatError,
  isOwnPath,
  measureView,
  newId,
  parseView,
  type ViewNode,
  type ViewType,
} from "@colloquy/protocol";
import type { Action, ActionLook } from "../actions/action.ts";
import { clashOf, clashWords } from "./form-payload.ts";
import { toModelSchema } from "./model-schema.ts";
import { noteModelView } from "./of-model.ts";

/** A kind of button that a model may use: what `action(…)` returned. */
export interface ModelAction {
  (...args: never[]): Action;
  /** What its buttons are called. */
  readonly actionName: string;
}

/** What a model may draw. */
export interface ModelViewOptions {
  /** The components it may use. Default: all but `Image` of other servers. */
  readonly components?: readonly ViewType[];
  /** The actions it may name in buttons and forms, by the names it is told. It chooses the payload, which the action's schema checks. Default: none. */
  readonly actions?: Readonly<Record<string, ModelAction>>;
  /**
   * Pictures and icons may lie at addresses of the web. Default false: a page fetches them by itself, so a model that was told to could send what it
   * has read to somebody within such an address.
   */
  readonly remoteImages?: boolean;
}

/** What a model wrote: a view to show, or what is to be said to the model. */
export type ModelViewReading = { readonly ok: true; readonly view: ViewNode } | { readonly ok: false; readonly problem: string };

/** Reads what a model draws. */
export interface ModelView {
  /** The JSON Schema of what it is to write: `{ view: … }`. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** All of it. */
  read(input: unknown): ModelViewReading;
  /** As much of it as there is: what is not there yet is a skeleton, and nothing can be pressed. Undefined while there is nothing to see. */
  readPartial(input: unknown): ViewNode | undefined;
}

/** More problems than a model mends at once. */
const MOST_PROBLEMS = 5;

/**
 * What a model may draw, for tools of any library. The AI SDK has `viewTool` in `@colloquy/integrations/ai-sdk`.
 *
 * @throws BAD_INPUT for components that there are not, and for actions that are none.
 */
export function modelView(options: ModelViewOptions = {}): ModelView {
  for (const [name, maker] of Object.entries(options.actions ?? {}))
    if (typeof maker !== "function" || typeof maker.actionName !== "string")
      throw new ChatError("BAD_INPUT", `modelView: actions.${name} must be what action(…) returned.`);
  const schema = toModelSchema(options);
  // One place of the drawing keeps its button while it is written, so that it is not another one with each piece.
  const ids = new Map<string, ActionId>();
  const idAt = (place: string) => {
    const id = ids.get(place) ?? newId<ActionId>();
    ids.set(place, id);
    return id;
  };
  return {
    schema,
    read(input) {
      const drawing = new Drawing(options, schema.types, idAt);
      const view = drawing.strict(viewOf(input));
      // Another drawing has other buttons, though one reader may serve all chats of an app: a page tells what was pressed by its id.
      ids.clear();
      if (view && drawing.problems.length === 0) {
        const parsed = parseView(view);
        const clash = parsed.ok ? clashOf(parsed.view) : undefined;
        if (parsed.ok && clash === undefined) return { ok: true, view: noteModelView(parsed.view) };
        if (clash !== undefined) drawing.problems.push(clashWords(clash).message);
        if (!parsed.ok) drawing.problems.push(...parsed.issues.map(({ place, message }) => `${place}: ${message}`));
      }
      return { ok: false, problem: drawing.problems.slice(0, MOST_PROBLEMS).join("\n") || "There is no view." };
    },
    readPartial: (input) => noteModelView(new Drawing(options, schema.types, idAt).partial(viewOf(input))),
  };
}

/** Without the object around it, which some models leave out. */
function viewOf(input: unknown): unknown {
  return isRecord(input) && "view" in input && !("type" in input) ? input["view"] : input;
}

/** One reading of what was written. */
class Drawing {
  readonly problems: string[] = [];
  readonly #options: ModelViewOptions;
  readonly #types: ReadonlySet<string>;
  readonly #idAt: (place: string) => ActionId;

  constructor(options: ModelViewOptions, types: ReadonlySet<string>, idAt: (place: string) => ActionId) {
    this.#options = options;
    this.#types = types;
    this.#idAt = idAt;
  }

  /** A view whose actions are buttons of the app. What is wrong is among the problems. */
  strict(input: unknown): unknown {
    const tooMuch = measureView(input);
    if (tooMuch) return void this.problems.push(`${tooMuch.place}: ${tooMuch.message}`);
    return this.#node(input, "view");
  }

  partial(input: unknown): ViewNode | undefined {
    if (measureView(input)) return undefined;
    if (!isRecord(input)) return undefined;
    const parsed = parseView(this.#lenient(input, "view"));
    return parsed.ok ? parsed.view : undefined;
  }

  #node(input: unknown, place: string): unknown {
    if (!isRecord(input)) return this.#refuse(place, "A component is an object with a type.");
    const { type, action, children, ...props } = input;
    const name = typeof type === "string" ? type : "";
    if (!this.#types.has(name))
      return this.#refuse(place, `There is no component "${name.slice(0, 40)}". There are ${[...this.#types].join(", ")}.`);
    this.#checkAddresses(props, place, name);
    this.#checkField(props, place, name);
    if (name === "Form" && action === undefined) return this.#refuse(place, "A Form needs an action.");
    const inner = typeof children === "string" ? [children] : children;
    return {
      type: name,
      ...props,
      ...((name === "Button" || name === "Form") && action !== undefined && { action: this.#action(action, `${place} › ${name}`) }),
      ...(Array.isArray(inner) && { children: inner.map((child: unknown, at) => this.#node(worded(child), `${place} › ${name}[${at}]`)) }),
    };
  }

  #checkAddresses(props: Readonly<Record<string, unknown>>, place: string, name: string): void {
    if (this.#options.remoteImages) return;
    const { src, icon, name: sign } = props;
    for (const address of [name === "Image" ? src : undefined, icon, name === "Icon" ? sign : undefined])
      if (
        typeof address === "string" &&
        (name === "Image" && address === src ? !isOwnPath(address) : /[:/\\]/.test(address) && !isOwnPath(address))
      )
        this.#refuse(place, `${name}: pictures of other servers are not shown here.`);
  }

  /** What hides what is typed looks like the product asking, and browsers fill it in by themselves. */
  #checkField({ field }: Readonly<Record<string, unknown>>, place: string, name: string): void {
    if (name === "Field" && asksForPassword(field)) this.#refuse(place, "Field: passwords and other secrets are not asked for here.");
  }

  #action(given: unknown, place: string): ActionRecord | undefined {
    const { actions = {} } = this.#options;
    const wished = typeof given === "string" ? { name: given } : given;
    const name = isRecord(wished) && typeof wished["name"] === "string" ? wished["name"] : "";
    const maker = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!isRecord(wished) || !maker)
      return this.#refuse(place, `There is no action "${name.slice(0, 40)}". ${offer(Object.keys(actions))}`);
    const { payload = {}, label } = wished;
    const look: ActionLook = typeof label === "string" && label !== "" ? { label } : {};
    try {
      const make = maker as unknown as (...args: unknown[]) => Action;
      // A form is filled in first: only then its payload is whole.
      const made = place.endsWith("Form") || !("schema" in maker) ? undefined : make(payload, look);
      const record = made?.toRecord() ?? { name: maker.actionName, payload, ...look };
      return { ...record, id: this.#idAt(place) };
    } catch (error) {
      if (!isChatError(error)) throw error;
      const fields = Object.entries(error.fields ?? {}).map(([field, problem]) => `${field || "payload"}: ${problem}`);
      return this.#refuse(place, `The payload of "${name}" is wrong. ${fields.length > 0 ? fields.join("; ") : error.message}`);
    }
  }

  /** What is whole of it; a skeleton in the place of what is not. */
  #lenient(input: Readonly<Record<string, unknown>>, place: string): unknown {
    const { type, children, action, ...props } = input;
    if (typeof type !== "string" || !this.#types.has(type)) return SKELETON;
    const before = this.problems.length;
    this.#checkAddresses(props, place, type);
    this.#checkField(props, place, type);
    const made = action === undefined ? undefined : this.#action(action, `${place} › ${type}`);
    const isWrong = this.problems.length > before;
    if (type === "Button") return made && !isWrong ? { ...props, type, action: made, disabled: true } : SKELETON;
    if (isWrong && type !== "Form") return SKELETON;
    const list: unknown[] = Array.isArray(children) ? children : [];
    const inner = list.map((child, at) => (isRecord(child) ? this.#lenient(child, `${place} › ${type}[${at}]`) : SKELETON));
    const whole = {
      ...props,
      type,
      ...(type === "Form" && { disabled: true, ...(made && { action: made }) }),
      ...(inner.length > 0 && { children: type === "Tabs" ? inner.filter((child) => isRecord(child) && child["type"] === "Tab") : inner }),
    };
    // A field alone is no view: it is tried within the form in which it stands.
    if (type === "Field") return parseView({ type: "Form", children: [whole] }).ok ? whole : SKELETON;
    if (type === "Tab") return parseView({ type: "Tabs", children: [{ ...whole, children: [] }] }).ok ? whole : SKELETON;
    const { children: _children, ...alone } = whole as { children?: unknown };
    return parseView(alone).ok ? whole : SKELETON;
  }

  #refuse(place: string, problem: string): undefined {
    this.problems.push(`${place}: ${problem}`);
    return undefined;
  }
}

/** Models write words where a component belongs. */
function worded(child: unknown): unknown {
  return typeof child === "string" ? { type: "Text", text: child } : child;
}

const SKELETON = { type: "Skeleton", shape: "text", lines: 1 } as const;

function offer(names: readonly string[]): string {
  return names.length === 0 ? "None is offered." : `There are ${names.join(", ")}.`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
