// A component whose code comes when it is wanted, and can be asked for again when it did not come: `lazy` remembers a failure for good.
import { type ComponentType, type ReactNode, use } from "react";
import { lateStrings } from "../../i18n/late-strings.ts";

/** The code did not come: the line is down, or the server has newer files. */
export class PartNotLoaded extends Error {
  /** The next use asks again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super("A part of the page did not load.", { cause });
    this.forget = forget;
  }
}

export interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is wanted; failing costs nothing. */
  readonly preload: () => void;
}

/** What comes right after the first load waits for the strings of that alone: `soonStrings`. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>, strings = lateStrings): LazyPart<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  let loaded: ComponentType<Props> | undefined;
  const forget = () => {
    loading = undefined;
  };
  const start = () => {
    loading ??= Promise.all([load(), strings()]).then(
      ([part]) => (loaded = part),
      (cause: unknown) => {
        throw new PartNotLoaded(cause, forget);
      },
    );
    return loading;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, where its module begins
  const Part = (props: Props) => {
    // What was loaded before is drawn at once: a promise is waited for even when it is kept.
    const Loaded = loaded ?? use(start());
    return <Loaded {...props} />;
  };
  return Object.assign(Part, { preload: () => void start().catch(forget) });
}

/** Runs after a while, when the page has nothing better to do; the result takes it back. */
export function whenIdle(afterMs: number, act: () => void): () => void {
  let idle: number | undefined;
  const timer = setTimeout(() => {
    if (typeof requestIdleCallback === "function") idle = requestIdleCallback(act, { timeout: 5_000 });
    else act();
  }, afterMs);
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
