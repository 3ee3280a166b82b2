// What of a command list is shown for what was typed, and which line is the active one.
export type CommandFilter = (value: string, search: string, keywords?: string[]) => number;

export interface CommandLine {
  readonly id: string;
  readonly value: string;
  readonly keywords: readonly string[];
  readonly group: string | undefined;
  /** Shown whatever is typed. */
  readonly always: boolean;
}

export interface CommandView {
  readonly search: string;
  readonly shown: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Value of the active line. */
  readonly active: string;
}

/** Every word that was typed stands somewhere in the line; case and accents do not count. */
export const byWords: CommandFilter = (value, search, keywords = []) => {
  const text = fold([value, ...keywords].join(" "));
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
};

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export class CommandList {
  readonly #lines = new Map<string, CommandLine>();
  readonly #listeners = new Set<() => void>();
  #filter: CommandFilter | undefined = byWords;
  #view: CommandView = { search: "", shown: new Set(), groups: new Set(), active: "" };
  #stale = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): CommandView => this.#view;

  /** Without a filter all lines are shown: somebody else has chosen them. */
  filterBy(filter: CommandFilter | undefined): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#changed();
  }

  put(line: CommandLine): () => void {
    this.#lines.set(line.id, line);
    this.#changed();
    return () => {
      this.#lines.delete(line.id);
      this.#changed();
    };
  }

  search(search: string): void {
    if (search === this.#view.search) return;
    this.#view = { ...this.#view, search };
    this.#work();
  }

  activate(active: string): void {
    if (active === this.#view.active) return;
    this.#view = { ...this.#view, active };
    this.#tell();
  }

  /** A list of many lines is made in one go, so it is looked at once. */
  #changed(): void {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      this.#work();
    });
  }

  #work(): void {
    const { search } = this.#view;
    const lines = [...this.#lines.values()].filter((line) => this.#shows(line, search.trim()));
    const groups = lines.flatMap(({ group }) => (group === undefined ? [] : [group]));
    this.#view = { ...this.#view, shown: new Set(lines.map(({ id }) => id)), groups: new Set(groups) };
    this.#tell();
  }

  #shows({ value, keywords, always }: CommandLine, search: string): boolean {
    return always || search === "" || !this.#filter || this.#filter(value, search, [...keywords]) > 0;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
