// What is known of a database without opening it as ours: nothing is migrated, and a server that is running does not notice.

/** The tables of one driver. */
export interface PartState {
  readonly name: "data" | "sessions";
  /** 0: they were not made yet. */
  readonly version: number;
  /** Up to which this release knows them. */
  readonly known: number;
}

/** A database as it stands. */
export interface StoreState {
  readonly exists: boolean;
  readonly parts: readonly PartState[];
  /** Rows, by what they are. */
  readonly counts: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** Bytes of all files that it has rows of. */
  readonly fileBytes: number;
  /** Turns that wait or run, or did when their process died. */
  readonly openTurns: number;
}

/** What is counted, as people call it, and in which table it is. */
export const COUNTED = {
  people: "users",
  chats: "threads",
  turns: "turns",
  steps: "steps",
  elements: "elements",
  files: "files",
  "live sessions": "sessions",
};

/** A turn that has no end, by its record. No function of a database takes a record apart that may hold any character. */
export const OPEN_TURN = ["queued", "running", "waiting"].map((state) => `%"state":"${state}"%`);

/** Nothing there. */
export function noState(known: Readonly<Record<PartState["name"], number>>): StoreState {
  return { exists: false, parts: toParts(known, {}), counts: {}, bytes: 0, fileBytes: 0, openTurns: 0 };
}

export function toParts(known: Readonly<Record<PartState["name"], number>>, found: Readonly<Record<string, number>>): PartState[] {
  return (["data", "sessions"] as const).map((name) => ({ name, version: found[name] ?? 0, known: known[name] }));
}
