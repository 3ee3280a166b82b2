// Formulas: KaTeX, its style sheet and its fonts are fetched when the first one is met.

interface Katex {
  renderToString(tex: string, options: object): string;
}

/** KaTeX once it is there. Whoever shows a formula asks for it, and is told when it came. */
class MathLoader {
  #katex: Katex | undefined;
  #loading: Promise<void> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    void this.load();
    return () => this.#listeners.delete(listener);
  };

  readonly isReady = (): boolean => this.#katex !== undefined;

  load(): Promise<void> {
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  /** The formula as HTML with MathML beside it, or `undefined` while KaTeX is not there. TeX that is wrong is shown as written. */
  render(tex: string, display: boolean): string | undefined {
    return this.#katex?.renderToString(tex, {
      displayMode: display,
      throwOnError: false,
      output: "htmlAndMathml",
      trust: false,
      strict: "ignore",
      maxExpand: 1000,
      maxSize: 50,
      errorColor: "var(--destructive)",
    });
  }

  async #fetch(): Promise<void> {
    try {
      const [{ default: katex }] = await Promise.all([import("katex"), import("./math-assets.ts")]);
      this.#katex = katex;
      for (const listener of this.#listeners) listener();
    } catch {
      // Offline before the first formula: the TeX stays readable, and the next formula tries again.
      this.#loading = undefined;
    }
  }
}

export const mathLoader = new MathLoader();
