// Names that lead somewhere wherever they stand in a text: what an answer shows beside itself. They are looked for only in plain words, after
// those have been read, and only in texts that have such names.
import type { Inline } from "./inline-node.ts";

/** One name, and the attributes of the link it becomes. */
export interface LinkedName {
  readonly name: string;
  /** What is shown in its place. */
  readonly text?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Letters before or behind a name that make another word of it. Scripts that write words together, or put particles at them, have none. */
const letter = "[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}_]";
const isLetter = new RegExp(letter, "u");

/** The names of one text. The longest that fits is the one that is meant. */
export class LinkedNames {
  readonly #byName: ReadonlyMap<string, LinkedName>;
  readonly #any: RegExp;
  readonly #each: RegExp;
  readonly #longest: number;

  /** Of two that are the same the later one counts. Empty names are none. */
  constructor(names: readonly LinkedName[]) {
    this.#byName = new Map(names.filter(({ name }) => name.trim() !== "").map((one) => [one.name, one]));
    const longestFirst = [...this.#byName.keys()].sort((a, b) => b.length - a.length);
    this.#longest = longestFirst[0]?.length ?? 0;
    const pattern = longestFirst.map(toPattern).join("|") || "(?!)";
    this.#any = new RegExp(pattern, "u");
    this.#each = new RegExp(pattern, "gu");
  }

  /** Whether a name may end in the last letters of a text, so that it must be read again. */
  mayEndIn(text: string, letters: number): boolean {
    return this.#any.test(text.slice(-(this.#longest + letters + 1)));
  }

  /** Whether a text ends in a name or in the middle of one: then it is not cut there. */
  isOpenAt(text: string): boolean {
    const end = text.slice(-this.#longest);
    for (const name of this.#byName.keys())
      for (let length = Math.min(name.length, end.length); length > 0; length -= 1) if (end.endsWith(name.slice(0, length))) return true;
    return false;
  }

  /** The nodes with links where names stand. With `growing`, a name at the very end may yet become another word. */
  link(nodes: readonly Inline[], growing = false): readonly Inline[] {
    return nodes.flatMap((node, index) => {
      const atEnd = growing && index === nodes.length - 1;
      if (node.kind === "text") return this.#split(node.text, atEnd);
      if (node.kind === "element") return [{ ...node, children: this.link(node.children, atEnd) }];
      // A file that is named as code is named.
      const linked = node.kind === "code" && this.#byName.get(node.text);
      return linked ? [toNode(linked)] : [node];
    });
  }

  #split(text: string, growing: boolean): readonly Inline[] {
    const nodes: Inline[] = [];
    let from = 0;
    for (const { index, 0: name } of text.matchAll(this.#each)) {
      const linked = this.#byName.get(name);
      if (!linked || (growing && index + name.length === text.length)) continue;
      if (index > from) nodes.push({ kind: "text", text: text.slice(from, index) });
      nodes.push(toNode(linked));
      from = index + name.length;
    }
    if (from < text.length || nodes.length === 0) nodes.push({ kind: "text", text: text.slice(from) });
    return nodes;
  }
}

function toNode({ name, text = name, attributes }: LinkedName): Inline {
  return { kind: "named", text, attributes };
}

function toPattern(name: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const before = isLetter.test([...name][0] ?? "") ? `(?<!${letter})` : "";
  const behind = isLetter.test([...name].at(-1) ?? "") ? `(?!${letter})` : "";
  return before + literal + behind;
}
