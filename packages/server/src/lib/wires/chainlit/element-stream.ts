// Elements on the way to one socket, and the panel beside the chat, which has copies of those that it shows.
import {
  type Audience,
  type ChatState,
  type Element,
  type ElementId,
  newId,
  projectEvent,
  type StepId,
  type StructuralEvent,
} from "@colloquy/protocol";
import type { ChainlitSocket } from "./chainlit-events.ts";
import { type ClientView, isWhole } from "./client-view.ts";
import { type ChainlitElement, toChainlitElement, withNewestDocuments } from "./element-to-chainlit.ts";

/** Their word for a panel that is all content. */
const CANVAS = "canvas";

export interface ElementStreamOptions {
  readonly socket: ChainlitSocket;
  readonly state: ChatState;
  readonly audience: Audience;
  readonly view: ClientView;
}

/** One socket's stream of elements. */
export class ElementStream {
  readonly #options: ElementStreamOptions;
  #panelChanged = false;

  constructor(options: ElementStreamOptions) {
    this.#options = options;
  }

  /** The element was set. A version of a document is told when it can be read whole, and takes the place of the one before it. */
  tell(element: Element): void {
    const { socket, state, view } = this.#options;
    if (!this.#isShown(element) || !isWhole(element, state)) return;
    const older = view.showElement(element, state);
    if (older) socket.emit("remove_element", { id: older });
    socket.emit("element", this.#render(element));
    if (this.#isInPanel(element.id)) this.notePanel();
  }

  remove(id: ElementId): void {
    const { socket, view } = this.#options;
    view.forgetElement(id);
    socket.emit("remove_element", { id });
    if (this.#isInPanel(id)) this.notePanel();
  }

  /** The step may be whole now: then the document in it can be read. */
  closeStep(stepId: StepId): void {
    const { state, view } = this.#options;
    const step = state.steps.get(stepId);
    for (const element of step?.elements ?? []) if (element.type === "artifact" && !view.showsElement(element.id)) this.tell(element);
  }

  /** Something is not shown any more: what went with it goes, and documents are as they were before it. */
  leave(event: StructuralEvent): void {
    const { socket, state, view } = this.#options;
    const gone = view.takeElementsOfHidden(event.type === "step-removed" ? event.stepId : undefined);
    for (const id of gone) socket.emit("remove_element", { id });
    if (gone.length === 0) return;
    const documents = [...state.elements.values()].filter((element) => element.type === "artifact" && isWhole(element, state));
    for (const element of withNewestDocuments(documents)) if (!view.showsElement(element.id)) this.tell(element);
  }

  /** What the panel shows is another, or has changed; `settle` tells it. */
  notePanel(): void {
    this.#panelChanged = true;
  }

  /** A batch of facts is through. */
  settle(): void {
    if (!this.#panelChanged) return;
    this.#panelChanged = false;
    const { socket, state } = this.#options;
    const { title, canvas = false, elementIds = [] } = state.surface.sidePanel ?? {};
    const elements = elementIds
      .map((id) => state.elements.get(id))
      .filter((element) => element !== undefined)
      .filter((element) => this.#isShown(element))
      .map((element) => this.#render(element));
    const heading = canvas ? CANVAS : title;
    // Their panel passes over what has the key that it has already, also when there is none; which keys change nothing, the app's own side has seen to.
    const tellElements = () => socket.emit("set_sidebar_elements", { elements, key: newId() });
    // Without elements it closes, and a heading opens it again.
    if (elements.length === 0) tellElements();
    if (heading !== undefined) socket.emit("set_sidebar_title", heading);
    if (elements.length > 0) tellElements();
  }

  #isInPanel(id: ElementId): boolean {
    return this.#options.state.surface.sidePanel?.elementIds.includes(id) ?? false;
  }

  #isShown(element: Element): boolean {
    const { audience, state } = this.#options;
    // Their page has no closed frame: it would run in the page what is not trusted to.
    if (element.sandbox) return false;
    return projectEvent({ type: "element-set", seq: state.seq, element }, audience, state) !== undefined;
  }

  /** In the client's own terms: it goes on using the old id of a message that was edited. */
  #render(element: Element): ChainlitElement {
    const { state, view } = this.#options;
    const shown = toChainlitElement(element, state.thread.id);
    return { ...shown, forId: shown.forId && view.toTheirs(shown.forId) };
  }
}
