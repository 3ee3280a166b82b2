// What a custom element is given by whoever shows it, in the page and in a closed frame alike.

/** The values an element is drawn from, by name: plain JSON. */
export type ElementProps = Readonly<Record<string, unknown>>;

/** Why something was not done. */
export interface ElementFailure {
  /** For programs: the code of a `ChatError`, as `FORBIDDEN`. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** What became of a wish of an element. Functions of an element never reject: what went wrong is in here. */
export interface ElementOutcome {
  /** It was done. */
  readonly success: boolean;
  /** Only when it is no success. */
  readonly error?: ElementFailure;
}

/** What became of an action. */
export interface ActionOutcome extends ElementOutcome {
  /** What its handler returned, as plain JSON; undefined when it failed or returned nothing. */
  readonly response?: unknown;
}

/** An action of the app, by the name it was registered under. */
export interface ElementAction {
  /** Of `cl.action(name, …)` or `cl.actionCallback(name, …)`. */
  readonly name: string;
  /** What its handler is given; plain JSON. Default: an empty object. */
  readonly payload?: unknown;
}

/** What an element can do. */
export interface ElementFunctions<Props extends object = ElementProps> {
  /**
   * Puts other props in the place of all of them. They are drawn at once and then stored; when that fails the element is drawn as it was before.
   * The app, other tabs and a later visit see them as well. At most 256 KB of JSON.
   */
  updateElement(props: Props): Promise<ElementOutcome>;
  /** Takes the element away, from the chat and from what is stored of it. */
  deleteElement(): Promise<ElementOutcome>;
  /** Runs an action of the app. Settles when its handler has ended. */
  callAction(action: ElementAction): Promise<ActionOutcome>;
  /** Sends a message as the person, with a command if one is named. In a closed frame only after the person did something in it. */
  sendUserMessage(text: string, command?: string): Promise<ElementOutcome>;
  /**
   * Answers the question that the app asks with this element (`askElement`). Default: with the props as they are. Does nothing when the app asks
   * nothing with it.
   */
  submitElement(props?: object): Promise<ElementOutcome>;
  /** Closes the question that the app asks with this element without an answer. Does nothing when the app asks nothing with it. */
  cancelElement(): Promise<ElementOutcome>;
}

/** How far the question is that the app asks with an element; `none` for one that it only shows. */
export type ElementAsk = "none" | "open" | "answered" | "cancelled";

/** Where an element is, and what the page around it is like. */
export interface ElementSurroundings {
  /** A UUID; stays the same for the life of the element. */
  readonly id: string;
  /** The name of its file. */
  readonly name: string;
  /** Where it is drawn now: under its message, in the panel beside the chat, on a page of its own. */
  readonly place: "inline" | "panel" | "page";
  /** The question that is asked with it. */
  readonly ask: ElementAsk;
  /** The person's language, as a BCP 47 tag. */
  readonly language: string;
  /** Which way it is written. */
  readonly direction: "ltr" | "rtl";
  /** How the page looks now. */
  readonly theme: "light" | "dark";
  /** True in a closed frame: without network, and without the page. */
  readonly sandboxed: boolean;
}

/** All that an element is given. */
export interface ElementKit<Props extends object = ElementProps> extends ElementFunctions<Props>, ElementSurroundings {
  /** The values as they are now. */
  readonly props: Props;
}
