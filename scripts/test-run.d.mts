export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, each with its file and name. */
  readonly failures: readonly string[];
  /** What failed once and passed when its file was run alone. */
  readonly unsteady: readonly string[];
}

export function runTests(
  name: string,
  args: readonly string[],
  options: {
    readonly script: string;
    readonly root: string;
    readonly reports: string;
    readonly silentMs: number;
    /** Prints nothing of the tests. */
    readonly quiet?: boolean;
    readonly env?: NodeJS.ProcessEnv;
    /** What is printed goes there. Default: the terminal. */
    readonly output?: { write(text: string | Uint8Array): unknown };
  },
): Promise<Outcome>;
