// English strings that only parts of the page say which come later. They come beside the first load, and every such part waits for them.
type Take = (strings: object) => void;

let take: Take | undefined;
let loading: Promise<void> | undefined;

/** Where they go; called once the language is known. Languages that have all their strings have no need of them. */
export function takeLateStrings(taker: Take | undefined): void {
  take = taker;
  loading = undefined;
}

/** Resolves once they can be said; rejects when they did not come, and the next call asks again. */
export function lateStrings(): Promise<void> {
  if (!take) return Promise.resolve();
  const taker = take;
  loading ??= import("virtual:strings-late").then(
    ({ strings }) => taker(strings),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
