// As which language a document is shown where artifacts are not known: code, or Markdown.
import type { ArtifactType } from "@colloquy/protocol";

const LANGUAGE_OF: Readonly<Record<Exclude<ArtifactType, "markdown">, string>> = {
  code: "text",
  html: "html",
  svg: "xml",
  mermaid: "mermaid",
  react: "tsx",
};

/** Undefined for Markdown, which is read as it is. */
export function artifactLanguage(type: ArtifactType, language: string | undefined): string | undefined {
  return type === "markdown" ? undefined : (language ?? LANGUAGE_OF[type]);
}
