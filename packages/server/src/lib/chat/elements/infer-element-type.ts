// Which kind of element shows a file of a media type.
import type { ElementType } from "@colloquy/protocol";
import { check, text } from "../../check-given.ts";

/** The kind that shows a file of a media type, as "image/png": a picture, a PDF, audio, video, or else a file. */
export function inferElementType(mime: string): Extract<ElementType, "image" | "pdf" | "audio" | "video" | "file"> {
  check("inferElementType", "the type", mime, text, 'Give it a media type, as inferElementType("image/png").');
  const [kind = "", sub = ""] = mime.toLowerCase().split(/[/;]/);
  if (kind === "image" || kind === "audio" || kind === "video") return kind;
  return kind === "application" && sub.trim() === "pdf" ? "pdf" : "file";
}
