/** What of `processes.mjs` the tests use. */
export function run(
  command: string,
  args: readonly string[],
  options?: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly silentMs?: number;
    readonly quiet?: boolean;
    readonly shell?: boolean;
    readonly output?: { write(text: string | Uint8Array): unknown };
  },
): Promise<number>;
