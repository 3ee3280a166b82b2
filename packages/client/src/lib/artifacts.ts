// The documents that a page knows of: every version whose message it holds, in the order of the conversation.
import type { ArtifactProps, ArtifactVersion, Element } from "@colloquy/protocol";

/** The version that an element stands for. What it says of itself was checked by the server that stated it. */
export function toArtifact(element: Element): ArtifactVersion | undefined {
  if (element.type !== "artifact" || !element.forId || !element.props) return undefined;
  const props = element.props as unknown as ArtifactProps;
  return { ...props, stepId: element.forId, title: element.name, ...(element.language !== undefined && { language: element.language }) };
}
