// The room of an element as long as it is not there.
import type { Element } from "@colloquy/protocol";
import type { CSSProperties } from "react";
import { roomOf } from "./element-size.ts";

/** Empty room of the final size, for who sees; nothing is read out. */
export function RoomFor({ element }: { readonly element: Element }) {
  const { width, height, ratio } = roomOf(element);
  const style: CSSProperties = { maxInlineSize: width, blockSize: height, aspectRatio: ratio };
  return <div className="element-room" aria-hidden style={style} />;
}
