// A step: a timed piece of work with input and output, shown in the trail of an answer.
import { ChatError, type Fact, isChatError, newId, STEP_TYPES, type StepId, type StepType } from "@colloquy/protocol";
import {
  anything,
  fn as callable,
  check,
  checkOptions,
  either,
  flag,
  type Kind,
  noMore,
  object,
  oneOf,
  text,
  texts,
} from "../check-given.ts";
import { type ChatContext, enterContext, requireContext, runInContext } from "../session/context.ts";
import { isAbortError } from "../session/turns.ts";
import { isForOperators, withoutInsides } from "../shown-error.ts";
import { describeThrown, messageOfThrown, NEUTRAL_FAILURE } from "../thrown.ts";
import { atOnce } from "./at-once.ts";
import { coerceToText } from "./coerce.ts";
import type { Element } from "./elements/element.ts";
import { elementList, ShownElements } from "./elements/shown-elements.ts";
import { givenData, givenId } from "./given.ts";
import { StepWriter } from "./step-writer.ts";
import { givenToolCall, type ToolCall, withToolCall } from "./tool-call.ts";

/** How a step is shown. */
export interface StepOptions {
  /** What was done, in words a person reads. Default: the function's name, else the app's. */
  readonly name?: string;
  /** Default `undefined`, Chainlit's word for "nothing in particular". */
  readonly type?: StepType;
  /** A UUID; made when absent. */
  readonly id?: string;
  /** Default: the innermost open step. */
  readonly parentId?: string;
  /** Shows the output as code of this language. */
  readonly language?: string;
  /** Name of a Lucide icon. */
  readonly icon?: string;
  /** Whether it is shown open. Default false. */
  readonly defaultOpen?: boolean;
  /** Closes when the work is done. Default false. */
  readonly autoCollapse?: boolean;
  /** Whether the input is shown; a string is its language. Default `"json"`. */
  readonly showInput?: boolean | string;
  /** Data of your own, stored with it and shown nowhere; JSON only. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Words of your own, stored with it. */
  readonly tags?: readonly string[];
  /**
   * For a step of type `tool` that a model called: which call it is. `chatContext.toOpenAI` and `toModelMessages` give the model its call
   * and, once the step has ended, its output as the result, or its error.
   */
  readonly toolCall?: ToolCall;
  /** What is shown with it: pictures, files, tables. Sent with the step, once their content is stored. */
  readonly elements?: readonly Element[];
}

/**
 * One step. `Step.open` sends it and makes it the parent of what follows in the same function, until it is disposed.
 *
 * @example
 * await using search = await Step.open({ name: "Search", type: "tool" });
 * search.input = { query };
 * search.output = await find(query);
 */
export class Step implements AsyncDisposable {
  /** A UUID, known before it is sent. */
  readonly id: StepId;
  /** What kind of work it is. */
  readonly type: StepType;
  /** What was done, in words a person reads. */
  name: string;
  /** Shows the output as code of this language; undefined for Markdown. */
  language: string | undefined;
  /** Whether the input is shown; a string is its language. */
  showInput: boolean | string;
  /** Data of your own, stored with it and shown nowhere; JSON only. */
  metadata: Record<string, unknown>;
  /** Words of your own, stored with it. */
  tags: string[] | undefined;
  /** Whether it is shown open. */
  defaultOpen: boolean;
  /** Closes when the work is done. */
  autoCollapse: boolean;
  /** Whether it is shown as failed. Default false; an error that leaves `step` or `withStep` sets it. */
  isError = false;
  /** The call of a model that this step is; undefined when it is none, or is not to be given to a model again. */
  toolCall: ToolCall | undefined;
  /** Structured data of an LLM call; stored, never shown. */
  generation: Record<string, unknown> | undefined;
  readonly #context: ChatContext;
  readonly #writer: StepWriter;
  readonly #parentId: StepId | undefined;
  readonly #createdAt: string;
  #start: string | undefined;
  #end: string | undefined;
  /** By its app, and not by a stop: what it has then is what came of it. */
  #ended = false;
  #stated = false;
  #entered = false;
  /** Most steps have none. */
  #elements: ShownElements | undefined;

  constructor(options?: StepOptions | string);
  constructor(options: StepOptions | string = {}, ...more: readonly unknown[]) {
    noMore("Step", more, 'Write new Step({ name: "text", elements }).');
    const given = givenStep("Step", options);
    this.#context = requireContext();
    this.#writer = new StepWriter(this.#context);
    this.id = given.id === undefined ? newId<StepId>() : givenId<StepId>(given.id, "id");
    this.name = given.name ?? this.#context.session.config.assistantName;
    this.type = given.type ?? "undefined";
    this.language = given.language;
    this.showInput = given.showInput ?? "json";
    this.metadata = { ...given.metadata, ...(given.icon !== undefined && { icon: given.icon }) };
    this.tags = given.tags && [...given.tags];
    this.toolCall = given.toolCall && givenToolCall(given.toolCall, this.type);
    this.defaultOpen = given.defaultOpen ?? false;
    this.autoCollapse = given.autoCollapse ?? false;
    this.#parentId = given.parentId === undefined ? this.#context.parentStepId : givenId<StepId>(given.parentId, "parentId");
    this.#createdAt = this.#context.session.now();
    if (given.elements?.length) this.#elements = new ShownElements("Step", given.elements);
  }

  /** What is shown with it. Change the list as you like; it shows after `update()`, or when the step ends. */
  get elements(): Element[] {
    return (this.#elements ??= new ShownElements("Step", [])).list;
  }

  set elements(elements: readonly Element[]) {
    (this.#elements ??= new ShownElements("Step", [])).list = elements;
  }

  /** Sends a new step and makes it the parent of what follows in the calling function. Dispose it with `await using`. */
  static open(options: StepOptions | string = {}): Promise<Step> {
    const step = new Step(options);
    step.#entered = true;
    enterContext({ ...step.#context, parentStepId: step.id });
    return step.begin();
  }

  /** The step it lies under; undefined for none. */
  get parentId(): StepId | undefined {
    return this.#parentId;
  }

  /** What went in; an object or array becomes JSON. Setting it shows after `update()`, or when the step ends. */
  get input(): string {
    return this.#writer.read("input");
  }

  set input(value: unknown) {
    this.#writer.assign("input", coerceToText(value).text);
  }

  /** What came out; an object or array becomes JSON. Setting it shows after `update()`, or when the step ends. */
  get output(): string {
    return this.#writer.read("output");
  }

  set output(value: unknown) {
    const { text, language } = coerceToText(value);
    if (language) this.language = language;
    this.#writer.assign("output", text);
  }

  /** Shows the step as running. */
  async begin(): Promise<this> {
    await this.#writer.session.ensureName(this.name);
    this.#start ??= this.#writer.session.now();
    const showing = this.#show();
    if (showing) await showing;
    return this;
  }

  /** Shows the step with what it has; one that never began is closed at once. */
  async send(): Promise<this> {
    await this.#writer.session.ensureName(this.name);
    if (this.#start === undefined) this.#end ??= this.#writer.session.now();
    const showing = this.#show();
    if (showing) await showing;
    return this;
  }

  /** Most steps have nothing to wait for. */
  #show(): Promise<void> | undefined {
    if (this.#elements) return this.#showWith(this.#elements);
    this.#state();
    return undefined;
  }

  async #showWith(shown: ShownElements): Promise<void> {
    await shown.prepare(this.#context);
    this.#state(shown.facts(this.id));
    await shown.settle();
  }

  /** Streams into the output, or with `target` into the input. `replace` puts the text in the place of what is there. */
  streamToken(token: string, options: { readonly replace?: boolean; readonly target?: "input" | "output" } = {}): Promise<void> {
    return atOnce(() => {
      if (typeof token !== "string") check("streamToken", "token", token, text, "Give it the text of the piece, as String(piece).");
      if (token === "" && !options.replace) return undefined;
      if (this.#stated) return this.#stream(token, options);
      return this.begin().then(() => this.#stream(token, options));
    });
  }

  /** Something to wait for when the store or the loop needs it. */
  #stream(token: string, options: { readonly replace?: boolean; readonly target?: "input" | "output" }): Promise<void> | undefined {
    const field = options.target ?? "output";
    this.#writer.assertLive();
    if (options.replace) {
      this.#writer.assign(field, token);
      this.#state();
    } else {
      this.#writer.append(this.id, field, token);
    }
    return this.#writer.breathe();
  }

  /** Shows what was changed. */
  async update(): Promise<void> {
    await this.send();
  }

  /** Takes the step and what lies under it out of the chat. */
  async remove(): Promise<void> {
    this.#writer.assertLive();
    if (!this.#stated) return;
    this.#stated = false;
    this.#writer.remove(this.id);
    if (this.#elements) await this.#elements.removed(this.id);
  }

  /** Says that the work failed; the text of the error becomes the output. People read it, also in production. */
  fail(error: unknown): void {
    this.isError = true;
    // What an error was caused by is for who writes the app.
    const { production } = this.#writer.session.config;
    const told = production && isChatError(error) && isForOperators(error) ? withoutInsides(error) : error;
    this.output = (production ? messageOfThrown(told) : undefined) ?? describeThrown(told);
  }

  /** Ends the work and shows its output. */
  async end(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#end = this.#writer.session.now();
    this.#ended = true;
    const { phase, turns } = this.#writer.session;
    // A stop has closed it already, and a closed chat has nobody to tell.
    if (phase === "ended" || phase === "suspended" || turns.get(this.#writer.turnId)?.cut) return;
    const showing = this.#show();
    if (showing) await showing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#entered) enterContext(this.#context);
    return this.end();
  }

  /** Runs a function with this step as the parent of what it makes. */
  run<Result>(fn: () => Result): Result {
    return runInContext({ ...this.#context, parentStepId: this.id }, fn);
  }

  #state(shown?: readonly Fact[]): void {
    const call = this.toolCall && { ...givenToolCall(this.toolCall, this.type), ...(this.#ended && { answered: true }) };
    const metadata = withToolCall(this.metadata, call);
    this.#writer.state(
      {
        id: this.id,
        turnId: this.#writer.turnId,
        type: this.type,
        name: this.name,
        createdAt: this.#createdAt,
        showInput: this.showInput,
        ...(this.#parentId && { parentId: this.#parentId }),
        ...(this.#start !== undefined && { start: this.#start }),
        ...(this.#end !== undefined && { end: this.#end }),
        ...(this.isError && { isError: true }),
        ...(this.language !== undefined && { language: this.language }),
        ...(Object.keys(metadata).length > 0 && { metadata: givenData(metadata, "metadata") }),
        ...(this.tags && { tags: [...this.tags] }),
        ...(this.defaultOpen && { defaultOpen: true }),
        ...(this.autoCollapse && { autoCollapse: true }),
        ...(this.generation && { generation: givenData(this.generation, "generation") }),
      },
      shown,
    );
    this.#stated = true;
  }
}

/**
 * Runs a function as a step: it is shown while the function runs, with what it returns as output, or with the error it throws.
 * What the function makes lies under the step.
 */
export async function withStep<Result>(options: StepOptions | string, fn: (step: Step) => Result | PromiseLike<Result>): Promise<Result> {
  check("withStep", "the work", fn, callable, "Call withStep(options, (step) => …).");
  const step = await new Step(givenStep("withStep", options)).begin();
  try {
    const result = await step.run(() => fn(step));
    if (step.output === "" && result !== undefined && result !== null && result !== false) step.output = result;
    return result;
  } catch (error) {
    if (!isAbortError(error)) step.fail(mayBeTold(error) ? error : NEUTRAL_FAILURE);
    throw error;
  } finally {
    await step.end();
  }
}

/** As for the turn that it fails: in production only what was written for people. */
function mayBeTold(error: unknown): boolean {
  return isChatError(error) || !requireContext().session.config.production;
}

/**
 * Wraps a function so that each call is a step: its arguments are the input, its result the output. The type stays.
 * Without `name` the function's own is used. A function that returned a value at once now returns a promise of it.
 */
export function step<Args extends unknown[], Result>(fn: (...args: Args) => Result): (...args: Args) => Promise<Awaited<Result>>;
export function step<Args extends unknown[], Result>(
  options: StepOptions,
  fn: (...args: Args) => Result,
): (...args: Args) => Promise<Awaited<Result>>;
export function step<Args extends unknown[], Result>(
  first: StepOptions | ((...args: Args) => Result),
  second?: (...args: Args) => Result,
): (...args: Args) => Promise<Awaited<Result>> {
  const fn = typeof first === "function" ? first : second;
  if (typeof fn !== "function")
    throw new ChatError("BAD_INPUT", "step() needs a function to wrap.", { fix: "Call step(fn) or step(options, fn)." });
  const options = typeof first === "function" ? {} : givenStep("step", first);
  const name = options.name ?? (fn.name === "" ? undefined : fn.name);
  const wrapped = async function (this: unknown, ...args: Args): Promise<Awaited<Result>> {
    return withStep({ ...options, ...(name !== undefined && { name }) }, async (current): Promise<Awaited<Result>> => {
      current.input = args.length === 1 ? args[0] : args.length === 0 ? undefined : args;
      return await fn.apply(this, args);
    });
  };
  Object.defineProperty(wrapped, "name", { value: fn.name });
  return wrapped;
}

/** What a step takes, by name. */
const OPTIONS: Readonly<Record<keyof StepOptions, Kind>> = {
  name: text,
  type: oneOf(...STEP_TYPES),
  id: text,
  parentId: text,
  language: text,
  icon: text,
  defaultOpen: flag,
  autoCollapse: flag,
  showInput: either(flag, text),
  metadata: object,
  tags: texts,
  toolCall: anything,
  elements: elementList,
};

function givenStep(place: string, options: StepOptions | string): StepOptions {
  if (typeof options === "string") return { name: options };
  checkOptions(place, options, OPTIONS, 'Give it a name, as "Search", or options, as { name: "Search", type: "tool" }.');
  return options;
}
