// An element of the author's own: a component in public/elements, drawn with props that change from both sides.
import { isDeepStrictEqual } from "node:util";
import { ChatError, type Element as ElementRecord, type Fact, MAX_ELEMENT_ACTIONS } from "@colloquy/protocol";
import { check, checkOptions, flag, type Kind, object, word } from "../../check-given.ts";
import { givenData } from "../given.ts";
import { ELEMENT_OPTIONS, Element, type ElementOptions, type ElementRights } from "./element.ts";
import { toElementChange } from "./props-change.ts";
import { isTakenOut } from "./taken-out.ts";

/** How a custom element is shown, and what its code may do. */
export interface CustomElementLook extends Pick<ElementOptions, "display" | "size" | "id"> {
  /**
   * Its code is not trusted, because a model or somebody else wrote it: it runs in a frame that has no cookie, no storage, no network and nothing of
   * the page. Default false: it is the author's own, and a part of the page.
   */
  readonly sandbox?: boolean;
  /**
   * The actions that it may call with `callAction`: their names, or what `cl.action` returned. What it calls them with is the page's word, so give
   * such an action a schema. Default: all that the app has, and for a sandboxed one none.
   */
  readonly actions?: readonly (string | { readonly actionName: string })[];
}

/** What a custom element is made of. */
export interface CustomElementOptions<Props extends object = Record<string, unknown>> extends CustomElementLook {
  /** The file in `public/elements`, without its ending. */
  readonly name: string;
  /** What it draws; plain JSON of at most 256 Ki characters. Default `{}`. */
  readonly props?: Props;
}

const HOW = 'Write new CustomElement({ name: "Ticket", props: { seats: 2 } }) for public/elements/Ticket.tsx.';
const NAME = /^[A-Za-z_$][\w$-]{0,99}$/;

const listOfActions: Kind = {
  words: "a list of actions",
  fits: (value) => Array.isArray(value) && value.length <= MAX_ELEMENT_ACTIONS && value.every((one) => nameOf(one) !== undefined),
};

const { display, size, id } = ELEMENT_OPTIONS;
const OPTIONS = { name: word, props: object, display, size, id, sandbox: flag, actions: listOfActions } as const satisfies Readonly<
  Record<keyof CustomElementOptions, Kind>
>;

/**
 * An element of your own: the component in `public/elements/Name.tsx`, or `.jsx`. For props that the compiler checks, see `customElement`.
 *
 * @example
 * const ticket = new CustomElement({ name: "Ticket", props: { seats: 2 } });
 * await new Message({ content: "Yours:", elements: [ticket] }).send();
 * ticket.props["seats"] = 3;
 * await ticket.update();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options and for props that are no plain data.
 */
export class CustomElement<Props extends object = Record<string, unknown>> extends Element {
  constructor(options: CustomElementOptions<Props>) {
    check("CustomElement", "what it is", options, object, HOW);
    checkOptions("CustomElement", options, OPTIONS, HOW);
    check("CustomElement", "name", options.name, word, HOW);
    const { name, props = {}, sandbox = false, actions, ...look } = options;
    if (!NAME.test(name))
      throw new ChatError("BAD_INPUT", `CustomElement: "${name.slice(0, 100)}" is no name of an element.`, {
        fix: "Give it the name of the file in public/elements, without its ending.",
      });
    super({
      type: "custom",
      where: "CustomElement",
      options: { ...look, name },
      props: givenData(props as Record<string, unknown>, "props"),
      rights: toRights(sandbox, actions),
    });
  }

  /** What it draws. What is changed here shows after `update()`; what its page has changed meanwhile is here at once. */
  get props(): Props {
    this.takeChanges();
    return this.values as Props;
  }

  set props(props: Props) {
    check("CustomElement", "props", props, object, HOW);
    this.takeChanges();
    const given = givenData(props as Record<string, unknown>, "props");
    for (const name of Object.keys(this.values)) delete this.values[name];
    Object.assign(this.values, given);
  }

  /** @internal */
  override toRecord(forId: ElementRecord["forId"]): ElementRecord {
    this.takeChanges();
    return { props: {}, ...super.toRecord(forId) };
  }

  /** Of large props, what is different in them. @internal */
  protected override toFact(element: ElementRecord): Fact {
    return toElementChange(this.context.session.state.elements.get(element.id), element);
  }

  /** Shows what was changed since it was sent. One that its page has taken out stays out. */
  override async update(): Promise<void> {
    const { session } = this.context;
    if (isTakenOut(session, this.id)) return;
    if (this.stated && !session.state.elements.has(this.id)) {
      if (!session.interacted) return;
      // It has left the window of the chat, or is gone.
      await session.recorder.flush();
      const stored = await session.services.dataLayer.loadElement(session.threadId, this.id);
      if (!stored || isTakenOut(session, this.id)) return;
      this.takeChanges(stored);
    }
    await super.update();
  }

  /** Takes over what the page has changed since; what was changed here and not sent yet stays. @internal */
  protected takeChanges(now: ElementRecord | undefined = this.context.session.state.elements.get(this.id)): void {
    const { stated } = this;
    if (!stated || !now || now === stated) return;
    const before = stated.props ?? {};
    const theirs = now.props ?? {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(theirs)])) {
      if (!isDeepStrictEqual(own(this.values, name), own(before, name))) continue;
      const value = own(theirs, name);
      if (value === undefined) delete this.values[name];
      else this.values[name] = structuredClone(value);
    }
    this.noteChanged(now);
  }
}

/**
 * An element of your own whose props the compiler checks.
 *
 * @example
 * const ticket = cl.customElement<typeof import("./public/elements/Ticket.tsx").default>("Ticket", { seats: 2 });
 * await new cl.Message({ content: "Yours:", elements: [ticket] }).send();
 *
 * @throws as `new CustomElement` does.
 */
export function customElement<Component extends (props: never) => unknown = (props: Record<string, unknown>) => unknown>(
  name: string,
  ...[props, look]: GivenProps<PropsOf<Component>>
): CustomElement<PropsOf<Component>> {
  if (look !== undefined) check("customElement", "how it is shown", look, object, HOW_TYPED);
  return new CustomElement<PropsOf<Component>>({ ...look, name, ...(props !== undefined && { props }) });
}

const HOW_TYPED = 'Write customElement("Ticket", { seats: 2 }, { display: "side" }).';

/** What a component draws. One that takes no arguments speaks of `props`, which may be anything. */
export type PropsOf<Component extends (props: never) => unknown> = Component extends (props: infer Props) => unknown
  ? unknown extends Props
    ? Record<string, unknown>
    : Extract<Props, object>
  : never;

/** The props may be left out where none is needed. */
type GivenProps<Props extends object> =
  Record<never, never> extends Props ? [props?: Props, look?: CustomElementLook] : [props: Props, look?: CustomElementLook];

function toRights(sandbox: boolean, actions: CustomElementLook["actions"]): ElementRights {
  return { ...(sandbox && { sandbox }), ...(actions && { actions: actions.flatMap((one) => nameOf(one) ?? []) }) };
}

function nameOf(action: unknown): string | undefined {
  const name = typeof action === "function" || (typeof action === "object" && action !== null) ? Reflect.get(action, "actionName") : action;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function own(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
