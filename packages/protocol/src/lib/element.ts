// An element is something shown with a step or beside the chat: a picture, a document, a table. What is a document of its own is a file,
// kept apart under a key; small values that change live are props.
import * as z from "zod/mini";
import { type ElementId, type FileKey, idSchema, type StepId } from "./ids.ts";
import { nameSchema } from "./surface/short-text.ts";

export const ELEMENT_TYPES = [
  "image",
  "text",
  "pdf",
  "tasklist",
  "audio",
  "video",
  "file",
  "plotly",
  "dataframe",
  "chart",
  "artifact",
  "custom",
  "view",
] as const;
/** Which kind of thing it is, and so what draws it. */
export type ElementType = (typeof ELEMENT_TYPES)[number];

export const ELEMENT_DISPLAYS = ["inline", "side", "page"] as const;
/** Where it is shown: under its message, in the panel beside the chat, or on a page of its own. */
export type ElementDisplay = (typeof ELEMENT_DISPLAYS)[number];

export const ELEMENT_SIZES = ["small", "medium", "large"] as const;
/** How large it is shown under its message. */
export type ElementSize = (typeof ELEMENT_SIZES)[number];

/** The longest props of an element, as JSON in UTF-16 units. */
export const MAX_ELEMENT_PROPS = 256 * 1024;

/** The most actions that a custom element may name. */
export const MAX_ELEMENT_ACTIONS = 100;

export const elementFileSchema = z.object({
  /** The bytes under a key never change, so it is their version, too. */
  key: idSchema<FileKey>(),
  /** In bytes. */
  size: z.number().check(z.int(), z.nonnegative()),
});
/** Content that the server keeps. */
export type ElementFile = Readonly<z.infer<typeof elementFileSchema>>;

export const elementSchema = z.object({
  /** A UUID. */
  id: idSchema<ElementId>(),
  /** The step it is shown with. Without one it belongs to the thread: a task list, what the panel shows. */
  forId: z.optional(idSchema<StepId>()),
  /** Which kind it is. */
  type: z.enum(ELEMENT_TYPES),
  /** What people read as its name. */
  name: z.string(),
  /** Where it is shown. */
  display: z.enum(ELEMENT_DISPLAYS),
  /** As the server found it in the content; for content elsewhere, as the author says. */
  mime: z.optional(z.string()),
  /** How large it is shown under its message. */
  size: z.optional(z.enum(ELEMENT_SIZES)),
  /** What its text is code of. */
  language: z.optional(z.string()),
  /** Content that the server keeps. */
  file: z.optional(elementFileSchema),
  /** Content elsewhere, at an address the author gave. The server never fetches it. */
  url: z.optional(z.string()),
  /** What else its kind needs; JSON. */
  props: z.optional(z.record(z.string(), z.unknown())),
  /** Of a custom element: its code runs in a frame without an origin, because it is not trusted. */
  sandbox: z.optional(z.literal(true)),
  /** Of a custom element: the actions that it may call, by name. Without it one that is trusted may call all that the app has, and one that is not none. */
  actions: z.optional(z.array(nameSchema).check(z.maxLength(MAX_ELEMENT_ACTIONS))),
});
/** Something shown with a step, or beside the chat. */
export type Element = Readonly<z.infer<typeof elementSchema>>;

/** Pictures that browsers draw. */
const DRAWN = /^image\/(png|jpeg|gif|webp|avif|apng|bmp|svg\+xml|x-icon)$/;

/** What a file that a person sends is shown as, by its media type. */
export function elementTypeOf(mime: string): ElementType {
  if (DRAWN.test(mime)) return "image";
  if (mime === "application/pdf") return "pdf";
  if (mime.startsWith("audio/")) return "audio";
  return mime.startsWith("video/") ? "video" : "file";
}

/** Where the content of a file is read, below the address of the server. */
export function fileAddress(threadId: string, key: string): string {
  return `api/threads/${threadId}/files/${key}`;
}
