// A schema of the author's: any library that follows Standard Schema.
import type { Issues } from "./check-payload.ts";

/** The part of Standard Schema that payloads, and what the page returns, are checked with; zod, valibot, arktype and others have it. */
export interface PayloadSchema<Input = unknown, Output = unknown> {
  /** What the standard asks of a schema; your library writes it. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

interface SchemaResult<Output> {
  readonly value?: Output;
  readonly issues?: Issues;
}

type Types<Schema extends PayloadSchema> = NonNullable<Schema["~standard"]["types"]>;
/** What a schema takes. */
export type InputOf<Schema extends PayloadSchema> = Types<Schema>["input"];
/** What a schema gives. */
export type OutputOf<Schema extends PayloadSchema> = Types<Schema>["output"];
