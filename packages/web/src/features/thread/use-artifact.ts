// Whether a message is a version of a document, and which.
import { toArtifact } from "@colloquy/client";
import { useElements } from "@colloquy/client/react";
import type { ArtifactVersion, StepId } from "@colloquy/protocol";
import { useMemo } from "react";

export function useArtifact(stepId: StepId): ArtifactVersion | undefined {
  const elements = useElements(stepId);
  return useMemo(() => elements.map(toArtifact).find((version) => version !== undefined), [elements]);
}
