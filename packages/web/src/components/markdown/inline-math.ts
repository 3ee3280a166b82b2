// Formulas inside a text. A dollar is a currency and the head of a shell variable as well, so one alone counts only where it can be neither.

export interface Formula {
  readonly tex: string;
  readonly display: boolean;
  readonly end: number;
}

/** Goes on a word or a number, or begins a shell's braces: a dollar before it closes nothing. CJK letters stand right beside formulas. */
const goesOn = /[\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}_${]/u;

export class Formulas {
  readonly #text: string;
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The formula that begins at an index: `$…$`, `$$…$$`, `\(…\)` or `\[…\]`; "open" when its end has not come, which one dollar never is. */
  at(index: number): Formula | "open" | undefined {
    const text = this.#text;
    if (text.startsWith("\\[", index)) return this.#between(index, "\\]", true);
    if (text.startsWith("\\(", index)) return this.#between(index, "\\)", false);
    if (!text.startsWith("$$", index)) return this.#single(index);
    const end = text.indexOf("$", index + 2);
    if (end < 0) return "open";
    return end > index + 2 && text[end + 1] === "$" ? toFormula(text.slice(index + 2, end), true, end + 2) : undefined;
  }

  #between(index: number, closer: string, display: boolean): Formula | "open" | undefined {
    if (this.#missing.has(closer)) return "open";
    const end = this.#text.indexOf(closer, index + 2);
    if (end < 0) this.#missing.add(closer);
    return end < 0 ? "open" : toFormula(this.#text.slice(index + 2, end), display, end + 2);
  }

  #single(index: number): Formula | undefined {
    const text = this.#text;
    if (text[index] !== "$" || /[\s$]/.test(text[index + 1] ?? " ")) return undefined;
    for (let at = index + 1; at < text.length; at += 1) {
      const character = text[at];
      if (character === "\n") return undefined;
      if (character === "\\") at += 1;
      else if (character === "$") {
        const closes = !/\s/.test(text[at - 1] ?? "") && !goesOn.test(text[at + 1] ?? "");
        return closes ? toFormula(text.slice(index + 1, at), false, at + 1) : undefined;
      }
    }
    return undefined;
  }
}

function toFormula(source: string, display: boolean, end: number): Formula | undefined {
  const tex = source.trim();
  return tex === "" ? undefined : { tex, display, end };
}
