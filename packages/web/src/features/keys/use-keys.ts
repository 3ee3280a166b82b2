// The person's own keys as the surface tells them: what the app asks for, which of them it has, which are missing. Never their values.
import { useOverview } from "@colloquy/client/react";
import type { EnvInput, MissingEnv } from "@colloquy/protocol";

const NONE: readonly never[] = [];

export function useKeys(): readonly EnvInput[] {
  return useOverview(({ surface }) => surface.envInputs ?? NONE);
}

export function useMissingKeys(): readonly MissingEnv[] {
  return useOverview(({ surface }) => surface.missingEnv ?? NONE);
}

export function useHasKeys(): boolean {
  return useKeys().length > 0;
}
