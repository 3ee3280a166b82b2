// What begins with `<` inside a text: addresses in angle brackets and HTML tags.

/** The longest tag that is read as one; a tag that long says nothing to a reader. */
const MAX_TAG = 2_000;

const addressRule = /<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*)>/y;
const mailRule =
  /<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>/y;
const tagRule =
  /<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/[A-Za-z][A-Za-z0-9-]*\s*)>/y;

/** The rest of the kinds of HTML, by how they begin, and what ends them. */
const others: readonly (readonly [RegExp, string])[] = [
  [/<!---?>/y, ""],
  [/<!--/y, "-->"],
  [/<\?/y, "?>"],
  [/<![A-Za-z]/y, ">"],
  [/<!\[CDATA\[/y, "]]>"],
];

export interface Bracketed {
  readonly kind: "address" | "html";
  /** The address as it is followed. */
  readonly href: string;
  readonly end: number;
}

export class Tags {
  readonly #text: string;
  /** Ends that do not come any more, so that they are looked for once. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** What the `<` at an index begins, if anything. */
  at(index: number): Bracketed | undefined {
    const address = match(addressRule, this.#text, index);
    if (address) return { kind: "address", href: address[1] ?? "", end: index + address[0].length };
    const mail = match(mailRule, this.#text, index);
    if (mail) return { kind: "address", href: `mailto:${mail[1] ?? ""}`, end: index + mail[0].length };
    const end = this.#tagEnd(index);
    return end === undefined ? undefined : { kind: "html", href: "", end };
  }

  #tagEnd(index: number): number | undefined {
    const next = this.#text[index + 1] ?? "";
    if (next === "!" || next === "?") return this.#otherEnd(index);
    if (!/[A-Za-z/]/.test(next)) return undefined;
    const tag = match(tagRule, this.#text.slice(index, index + MAX_TAG), 0);
    return tag ? index + tag[0].length : undefined;
  }

  #otherEnd(index: number): number | undefined {
    for (const [start, end] of others) {
      const begun = match(start, this.#text, index)?.[0];
      if (begun === undefined) continue;
      if (end === "") return index + begun.length;
      if (this.#missing.has(end)) return undefined;
      const at = this.#text.indexOf(end, index + begun.length);
      if (at >= 0) return at + end.length;
      this.#missing.add(end);
      return undefined;
    }
    return undefined;
  }
}

/** Whether a line is one tag and nothing else. */
export function isTagLine(line: string): boolean {
  const tag = line.length > MAX_TAG ? null : match(tagRule, line, 0);
  return tag !== null && line.slice(tag[0].length).trim() === "";
}

function match(rule: RegExp, text: string, at: number): RegExpExecArray | null {
  rule.lastIndex = at;
  return rule.exec(text);
}
