// What Chainlit's client does with elements and its panel: it makes their addresses, keeps task lists apart, and passes over a key it has already.
/** An element as it comes over their wire. */
export interface TheirElement {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly forId: string;
  readonly chainlitKey: string | null;
  url: string | null;
  readonly [name: string]: unknown;
}

/** What their panel shows. */
export interface TheirPanel {
  readonly title: string;
  readonly elements: readonly TheirElement[];
  readonly key?: string | null | undefined;
}

export class TheirElements {
  readonly #shown = new Map<string, TheirElement>();
  readonly #sessionId: string;
  /** Undefined while it is closed. */
  panel: TheirPanel | undefined;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  get all(): TheirElement[] {
    return [...this.#shown.values()].filter(({ type }) => type !== "tasklist");
  }

  /** Their page shows the last one. */
  get tasks(): TheirElement | undefined {
    return [...this.#shown.values()].findLast(({ type }) => type === "tasklist");
  }

  add(element: TheirElement): void {
    this.#shown.set(element.id, this.#withAddress(element));
  }

  remove(id: string): void {
    this.#shown.delete(id);
  }

  /** A whole thread: its elements have their addresses. */
  begin(elements: readonly TheirElement[]): void {
    this.#shown.clear();
    for (const element of elements) this.#shown.set(element.id, element);
  }

  setTitle(title: string): void {
    if (this.panel?.title !== title) this.panel = { title, elements: this.panel?.elements ?? [] };
  }

  setElements({ elements, key }: { readonly elements: readonly TheirElement[]; readonly key?: string | null | undefined }): void {
    if (elements.length === 0) this.panel = undefined;
    else if (this.panel?.key !== key)
      this.panel = { title: this.panel?.title ?? "", elements: elements.map((element) => this.#withAddress(element)), key };
  }

  #withAddress(element: TheirElement): TheirElement {
    if (element.url || !element.chainlitKey) return element;
    return { ...element, url: `/project/file/${element.chainlitKey}?session_id=${this.#sessionId}` };
  }
}
