// Whether there is a settings form at all; small, since the first view asks.
import { useOverview } from "@colloquy/client/react";

/** True when the app has a form to show. */
export function useHasSettings(): boolean {
  return useOverview(({ surface }) => surface.settingsForm?.tabs.some((tab) => tab.inputs.length > 0) ?? false);
}
