// What a Chainlit database says, in one shape for both of its schemas. Each field is read once, here: columns may be missing, of another type
// from one deployment to the next, and hold JSON as text.

/** A row as a database gives it. */
export type Columns = Readonly<Record<string, unknown>>;

export interface ChainlitUser {
  readonly id: string;
  readonly identifier: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: string | undefined;
}

export interface ChainlitThread {
  readonly id: string;
  readonly name: string | undefined;
  readonly userId: string | undefined;
  readonly userIdentifier: string | undefined;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly isDeleted: boolean;
}

export interface ChainlitStep {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly type: string;
  readonly name: string;
  readonly input: string | undefined;
  readonly output: string | undefined;
  /** As exact as the database has it: what steps are ordered by. */
  readonly order: string;
  readonly createdAt: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly isError: boolean;
  readonly showInput: string | undefined;
  readonly language: string | undefined;
  readonly command: string | undefined;
  readonly defaultOpen: boolean;
  readonly autoCollapse: boolean;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly modes: Readonly<Record<string, unknown>>;
  readonly generation: Readonly<Record<string, unknown>>;
}

export interface ChainlitElement {
  readonly id: string;
  readonly forId: string | undefined;
  readonly type: string;
  readonly name: string;
  readonly display: string | undefined;
  readonly mime: string | undefined;
  readonly size: string | undefined;
  readonly language: string | undefined;
  readonly page: number | undefined;
  readonly url: string | undefined;
  /** Under what its content is kept. */
  readonly objectKey: string | undefined;
  readonly props: Readonly<Record<string, unknown>>;
  readonly autoPlay: boolean;
  readonly playerConfig: Readonly<Record<string, unknown>>;
}

export interface ChainlitFeedback {
  readonly id: string;
  readonly forId: string;
  readonly value: number;
  readonly comment: string | undefined;
}

export function toUser(row: Columns): ChainlitUser {
  return {
    id: text(row["id"]) ?? "",
    identifier: text(row["identifier"]) ?? "",
    metadata: record(row["metadata"]),
    createdAt: instant(row["createdAt"]),
  };
}

export function toThread(row: Columns): ChainlitThread {
  return {
    id: text(row["id"]) ?? "",
    name: text(row["name"]),
    userId: text(row["userId"]),
    userIdentifier: text(row["userIdentifier"]),
    tags: texts(row["tags"]),
    metadata: record(row["metadata"]),
    createdAt: instant(row["createdAt"]),
    updatedAt: instant(row["updatedAt"]),
    isDeleted: row["deletedAt"] !== undefined && row["deletedAt"] !== null,
  };
}

/** The official schema calls the times otherwise; the time of its row is that of writing, and not of the step. */
export function toStep(row: Columns): ChainlitStep {
  const start = row["startTime"] ?? row["start"];
  const created = row["startTime"] ?? row["createdAt"] ?? row["start"];
  return {
    id: text(row["id"]) ?? "",
    parentId: text(row["parentId"]),
    type: text(row["type"]) ?? "undefined",
    name: text(row["name"]) ?? "",
    input: text(row["input"]),
    output: text(row["output"]),
    order: exact(created),
    createdAt: instant(created),
    start: instant(start),
    end: instant(row["endTime"] ?? row["end"]),
    isError: flag(row["isError"]),
    showInput: text(row["showInput"]),
    language: text(row["language"]),
    command: text(row["command"]),
    defaultOpen: flag(row["defaultOpen"]),
    autoCollapse: flag(row["autoCollapse"]),
    tags: texts(row["tags"]),
    metadata: record(row["metadata"]),
    modes: record(row["modes"]),
    generation: record(row["generation"]),
  };
}

/** In the official schema the kind stands in the metadata. */
export function toElementRow(row: Columns): ChainlitElement {
  const metadata = record(row["metadata"]);
  const page = Number(row["page"] ?? metadata["page"] ?? Number.NaN);
  return {
    id: text(row["id"]) ?? "",
    forId: text(row["stepId"] ?? row["forId"]),
    type: text(row["type"] ?? metadata["type"]) ?? "file",
    name: text(row["name"]) ?? "",
    display: text(row["display"]),
    mime: text(row["mime"]),
    size: text(row["size"]),
    language: text(row["language"]),
    page: Number.isSafeInteger(page) && page > 0 ? page : undefined,
    url: text(row["url"]),
    objectKey: text(row["objectKey"]),
    props: record(row["props"]),
    autoPlay: flag(row["autoPlay"]),
    playerConfig: record(row["playerConfig"]),
  };
}

export function toFeedback(row: Columns): ChainlitFeedback {
  const value = Number(row["value"]);
  return { id: text(row["id"]) ?? "", forId: text(row["stepId"] ?? row["forId"]) ?? "", value, comment: text(row["comment"]) };
}

/** Nothing for an empty text: where nothing was said, Chainlit stores one. */
function text(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** SQLite has no truth of its own, and an old column may be a text. */
function flag(value: unknown): boolean {
  return value === true || value === 1 || value === "1" || value === "true" || value === "t";
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    // No JSON: whoever asks gets the text, and decides.
    return value;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  const found = parsed(value);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {};
}

function texts(value: unknown): readonly string[] {
  const found = parsed(value);
  const list = Array.isArray(found) ? found : typeof found === "string" && found !== "" ? found.split(",") : [];
  return list.filter((item): item is string => typeof item === "string" && item !== "");
}

/** Times without a zone are UTC, whatever clock the machine shows. */
function exact(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)\s*(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text(value) ?? "") ?? [];
  if (day === undefined || time === undefined) return "";
  const at = zone === undefined || /^(Z|[+-]00(:?00)?)$/.test(zone) ? "Z" : zone.length === 3 ? `${zone}:00` : zone;
  return `${day}T${time}${at}`;
}

/** With milliseconds, as every time here. */
function instant(value: unknown): string | undefined {
  const at = Date.parse(exact(value));
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
