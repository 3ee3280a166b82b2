// An artifact is a document that is worked on: it has versions, by the app and by the person. Each version is a message with an element
// of type "artifact", so that it has its place in the conversation and on its branch, streams, and is stored as any other text.
import * as z from "zod/mini";
import type { Element } from "./element.ts";
import { idSchema, type StepId, type TurnId } from "./ids.ts";

export const ARTIFACT_TYPES = ["markdown", "code", "html", "svg", "mermaid", "react"] as const;
/** What the content of an artifact is. */
export type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** The longest key of an artifact, in UTF-16 units. */
export const MAX_ARTIFACT_KEY = 200;

export const artifactPropsSchema = z.object({
  /** Which document it is a version of. */
  key: z.string().check(z.minLength(1), z.maxLength(MAX_ARTIFACT_KEY)),
  type: z.enum(ARTIFACT_TYPES),
  /** Counts the versions of the document in its thread, on every branch; the first is 1. */
  version: z.number().check(z.int(), z.positive()),
  /** Who wrote it. */
  by: z.enum(["app", "person"]),
  /** The turn it was written in. */
  turnId: idSchema<TurnId>(),
  /** When it was begun. */
  createdAt: z.string(),
  /** The version whose content it took up again. */
  restoredFrom: z.optional(z.number().check(z.int(), z.positive())),
});
/** What an element of type "artifact" has as `props`. */
export type ArtifactProps = Readonly<z.infer<typeof artifactPropsSchema>>;

/** One version of an artifact, without its content, which is the text of its message. */
export interface ArtifactVersion extends ArtifactProps {
  readonly stepId: StepId;
  readonly title: string;
  /** What it is code of. */
  readonly language?: string | undefined;
}

/** The version that an element stands for; undefined for an element that is none. */
export function toArtifactVersion(element: Element): ArtifactVersion | undefined {
  if (element.type !== "artifact" || !element.forId) return undefined;
  const props = artifactPropsSchema.safeParse(element.props);
  if (!props.success) return undefined;
  return {
    ...props.data,
    stepId: element.forId,
    title: element.name,
    ...(element.language !== undefined && { language: element.language }),
  };
}

export const artifactVersionSchema = z.extend(artifactPropsSchema, {
  stepId: idSchema<StepId>(),
  title: z.string(),
  language: z.optional(z.string()),
});
