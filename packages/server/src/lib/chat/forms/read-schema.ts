// Asks a schema library for its JSON Schema. What a library cannot write down has no field that a person could fill in: that is said to
// the author at the call, with the place and what to write instead.
import { ChatError } from "@colloquy/protocol";
import type { JsonSchema } from "./json-schema.ts";

/** What the standard asks of a schema whose library can tell its JSON Schema; zod, arktype, and valibot in its wrapper have it. */
export interface AskSchema<Input = unknown, Output = Input> {
  /** What the standard asks of a schema; your library writes it. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema: {
      readonly input: (options: {
        readonly target: "draft-2020-12";
        readonly libraryOptions?: Record<string, unknown>;
      }) => Record<string, unknown>;
    };
  };
}

/** Where a library says that something is wrong; some name only the keys, some objects with a key. */
export type SchemaPath = readonly (PropertyKey | { readonly key: PropertyKey })[];

interface SchemaResult<Output> {
  readonly value?: Output;
  readonly issues?: readonly { readonly message: string; readonly path?: SchemaPath | undefined }[] | undefined;
}

/** The JSON Schema of what a person fills in. Throws BAD_APP when the library has none. */
export function readSchema(place: string, schema: AskSchema): JsonSchema {
  // In JavaScript nothing keeps an author from giving anything.
  const standard = (schema as Partial<AskSchema> | null | undefined)?.["~standard"] as Partial<AskSchema["~standard"]> | undefined;
  if (!standard)
    throw new ChatError("BAD_APP", `${place}: this is no schema.`, {
      fix: "Give it one of zod, arktype or valibot, such as z.object({ … }).",
    });
  const { jsonSchema, vendor = "this library" } = standard;
  if (!jsonSchema)
    throw new ChatError("BAD_APP", `${place}: schemas of ${vendor} do not tell their JSON Schema, so no form can be drawn from them.`, {
      fix:
        vendor === "valibot"
          ? "Wrap it: toStandardJsonSchema(schema) of @valibot/to-json-schema."
          : "Use a version that implements Standard JSON Schema; zod 4.2 and arktype 2.2 do.",
    });
  const left = vendor === "arktype" ? whatIsLeftEmpty(schema as AskSchema) : undefined;
  if (left) throw unsayable(place, schema as AskSchema, new Error("It has no JSON Schema."), left);
  try {
    return jsonSchema.input({ target: "draft-2020-12" }) as JsonSchema;
  } catch (cause) {
    const found = whatFails(schema as AskSchema);
    // A check that valibot cannot tell of is one that the schema makes all the same.
    if (found?.isCheck) return jsonSchema.input({ target: "draft-2020-12", libraryOptions: { errorMode: "ignore" } }) as JsonSchema;
    throw unsayable(place, schema as AskSchema, cause, found);
  }
}

function unsayable(place: string, schema: AskSchema, cause: unknown, found: Failure | undefined): ChatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const what = found?.path ? `the field "${found.path}"` : "the schema";
  return new ChatError(
    "BAD_APP",
    `${place}: ${what} is something that no form can ask for. ${schema["~standard"].vendor} says: ${reason}`,
    {
      cause,
      fix: (found && CURES[found.kind]) ?? "Ask for what JSON has (texts, numbers, booleans, lists, objects), and transform it afterwards.",
    },
  );
}

/** What to write in the place of a type that has no JSON. */
const CURES: Readonly<Record<string, string>> = {
  date: "A person gives a day as text: write z.iso.date() for z.date(), or z.iso.datetime() with the hour; .transform((day) => new Date(day)) makes it a Date.",
  bigint: "Write z.int() for z.bigint(), and .transform(BigInt) if you need one.",
  map: "Write z.record(z.string(), …) for z.map(…), and make the Map afterwards.",
  set: "Write z.array(…) for z.set(…), and make the Set afterwards.",
  custom: "Write z.file() for a file, and for all else the type that a person fills in, with .transform(…) to make it yours.",
  transform: "Say what a person fills in before it is transformed: z.string().transform(…).",
  file: "valibot cannot tell of files: use z.file() of zod, or askFile.",
  "arktype date": 'A person gives a day as text: write "string.date.iso.parse" for "Date", which makes it one.',
  "arktype domain": 'Write "number.integer" for "bigint", and .pipe(BigInt) if you need one.',
};

interface Failure {
  readonly path: string;
  readonly kind: string;
  /** It is a check of what a field can say, and no field. */
  readonly isCheck?: true;
}

/** Which part of the schema it is, asked of those libraries that say so when they are asked in their own way. */
function whatFails(schema: AskSchema): Failure | undefined {
  const { vendor, jsonSchema } = schema["~standard"];
  const ask = (libraryOptions: Record<string, unknown>) => {
    try {
      jsonSchema.input({ target: "draft-2020-12", libraryOptions });
    } catch {
      // What it said on its way is what matters.
    }
  };
  if (vendor === "zod") {
    const failures: Failure[] = [];
    ask({
      unrepresentable: ({ path, zodSchema }: { path: readonly PropertyKey[]; zodSchema: { _zod: { def: { type: string } } } }) => {
        failures.push({ path: placeIn(path), kind: zodSchema._zod.def.type });
        return "any";
      },
    });
    return failures[0];
  }
  if (vendor === "valibot") {
    const failures: { readonly type: string; readonly schema: unknown }[] = [];
    const checks: string[] = [];
    // Its wrapper hides the schema; what contains the part that fails passes by as well.
    const seen: unknown[] = [];
    ask({
      errorMode: "ignore",
      overrideSchema: ({ errors, valibotSchema }: { errors?: unknown; valibotSchema: { type: string } }) => {
        seen.push(valibotSchema);
        if (errors) failures.push({ type: valibotSchema.type, schema: valibotSchema });
      },
      overrideAction: ({ errors, valibotAction }: { errors?: unknown; valibotAction: { type: string } }) => {
        if (errors) checks.push(valibotAction.type);
      },
    });
    const [first] = failures;
    const [check] = checks;
    if (!first) return check === undefined ? undefined : { path: "", kind: check, isCheck: true };
    const paths = seen.map((part) => find(part, first.schema)).filter((path) => path !== undefined);
    return { path: paths.sort((a, b) => b.length - a.length)[0] ?? "", kind: first.type };
  }
  return undefined;
}

/** Where arktype says what it left empty. */
const LEFT = "colloquy-left";

/** arktype writes nothing for what has no JSON, and a field for that would take what the schema always refuses. Asked in its own way it says where. */
function whatIsLeftEmpty({ "~standard": { jsonSchema } }: AskSchema): Failure | undefined {
  const mark =
    (kind: string) =>
    ({ base }: { base: object }) => ({ ...base, [LEFT]: kind });
  const plain = ({ base }: { base: object }) => base;
  const fallback = { date: mark("arktype date"), domain: mark("arktype domain"), proto: mark("arktype proto"), default: plain };
  return findMark(jsonSchema.input({ target: "draft-2020-12", libraryOptions: { fallback } }), []);
}

function findMark(written: unknown, path: readonly string[]): Failure | undefined {
  if (typeof written !== "object" || written === null) return undefined;
  for (const [key, inner] of Object.entries(written)) {
    if (key === LEFT) return { path: placeIn(path), kind: String(inner) };
    const found = findMark(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** `["properties", "trip", "properties", "day"]` as "trip.day"; what is within a list as "stops[]". */
function placeIn(path: readonly PropertyKey[]): string {
  let place = "";
  for (let at = 0; at < path.length; at += 1) {
    const step = path[at];
    if (step === "properties") {
      at += 1;
      place += `${place === "" ? "" : "."}${String(path[at])}`;
    } else if (step === "items" || step === "prefixItems") place += "[]";
  }
  return place;
}

/** Where a part stands in a schema of valibot: by its entries, items and wrapped schemas. */
function find(schema: unknown, part: unknown, seen = new Set<unknown>()): string | undefined {
  if (schema === part) return "";
  if (typeof schema !== "object" || schema === null || seen.has(schema)) return undefined;
  seen.add(schema);
  const { entries, item, items, wrapped, options, pipe } = schema as Record<string, unknown>;
  for (const [key, inner] of Object.entries((entries ?? {}) as object)) {
    const rest = find(inner, part, seen);
    if (rest !== undefined) return rest === "" || rest.startsWith("[") ? key + rest : `${key}.${rest}`;
  }
  const inItem = find(item, part, seen);
  if (inItem !== undefined) return `[]${inItem && `.${inItem}`}`;
  for (const inner of [wrapped, ...[items, options, pipe].flatMap((all) => (Array.isArray(all) ? (all as unknown[]) : []))]) {
    const rest = find(inner, part, seen);
    if (rest !== undefined) return rest;
  }
  return undefined;
}
