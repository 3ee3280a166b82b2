// English strings that only parts of the page say which come later, and such a part waits for them: some of it comes right after the first load,
// beside its strings, and all else when it is wanted.
type Take = (strings: object) => void;

const LOAD = { soon: () => import("virtual:strings-soon"), late: () => import("virtual:strings-late") };

let take: Take | undefined;
let loading = new Map<keyof typeof LOAD, Promise<void>>();

/** Where they go; called once the language is known. Languages that have all their strings have no need of them. */
export function takeLateStrings(taker: Take | undefined): void {
  take = taker;
  loading = new Map();
}

/** Resolves once all of them can be said; rejects when they did not come, and the next call asks again. */
export async function lateStrings(): Promise<void> {
  await Promise.all([soonStrings(), load("late")]);
}

/** The same for what comes right after the first load. */
export function soonStrings(): Promise<void> {
  return load("soon");
}

function load(part: keyof typeof LOAD): Promise<void> {
  if (!take) return Promise.resolve();
  const taker = take;
  const known = loading.get(part);
  if (known) return known;
  const loads = loading;
  const asked = LOAD[part]().then(
    ({ strings }) => taker(strings),
    (error: unknown) => {
      loads.delete(part);
      throw error;
    },
  );
  loads.set(part, asked);
  return asked;
}
