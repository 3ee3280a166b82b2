// What a picture says to people who do not see it.
import type { Element } from "@colloquy/protocol";

/** Empty for one that is decoration. */
export function altOf({ props, name }: Pick<Element, "props" | "name">): string {
  if (props?.["decorative"] === true) return "";
  const alt = props?.["alt"];
  return typeof alt === "string" && alt !== "" ? alt : name;
}
