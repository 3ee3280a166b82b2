// What an author gives so that their app hears of documents that a person edits.
import type { Artifact } from "../chat/artifacts/artifact.ts";
import type { HandlerContext } from "./handler-context.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** The handlers about artifacts. */
export interface ArtifactHandlers {
  /** After a person edited or restored a document, and the new version is stored. Runs beside whatever runs. */
  onArtifactEdit(artifact: Artifact, context: HandlerContext): Awaitable<unknown>;
}
