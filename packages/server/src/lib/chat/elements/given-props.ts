// The small values of an element, as they become part of the record.
import { ChatError, MAX_ELEMENT_PROPS } from "@colloquy/protocol";
import { givenData } from "../given.ts";

/** A plain copy; undefined when there are none. Throws BAD_INPUT for what has no JSON or too much of it. */
export function givenProps(where: string, props: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  if (Object.values(props).every((value) => value === undefined)) return undefined;
  const copy = givenData(props, "props");
  const size = JSON.stringify(copy).length;
  if (size <= MAX_ELEMENT_PROPS) return copy;
  throw new ChatError(
    "BAD_INPUT",
    `${where}: what it shows is ${Math.ceil(size / 1024)} KB as JSON, and at most ${MAX_ELEMENT_PROPS / 1024} KB are taken.`,
    {
      fix: "Show fewer values, or put them into a file.",
    },
  );
}
