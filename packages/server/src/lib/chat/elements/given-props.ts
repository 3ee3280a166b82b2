// The small values of an element, as they become part of the record.
import { ChatError } from "@colloquy/protocol";
import { givenData } from "../given.ts";

/** They are sent with every fact about the element, and whole. */
const MOST_PROPS = 256 * 1024;

/** A plain copy; undefined when there are none. Throws BAD_INPUT for what has no JSON or too much of it. */
export function givenProps(where: string, props: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  if (Object.values(props).every((value) => value === undefined)) return undefined;
  const copy = givenData(props, "props");
  const size = JSON.stringify(copy).length;
  if (size <= MOST_PROPS) return copy;
  throw new ChatError(
    "BAD_INPUT",
    `${where}: what it shows is ${Math.ceil(size / 1024)} KB as JSON, and at most ${MOST_PROPS / 1024} KB are taken.`,
    {
      fix: "Show fewer values, or put them into a file.",
    },
  );
}
