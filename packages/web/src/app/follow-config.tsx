// An open page takes the app's settings anew when the server may be another one: after each restart, and under `run -w` after each change.
import { useOverview } from "@colloquy/client/react";
import { useEffect } from "react";
import { applyTheme } from "../features/looks/theme-sheet.ts";
import { useAppContext } from "./app-context.tsx";
import { type AppConfig, fetchConfig } from "./config.ts";
import { toUiDefaults } from "./ui-defaults.ts";

/** Reports the settings whenever a lost connection came back and they are other ones. */
export function FollowConfig({ onChange }: { readonly onChange: (config: AppConfig) => void }): null {
  const { config, root, ui } = useAppContext();
  const restoredAt = useOverview(({ connection }) => connection.restoredAt);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the settings shown are what the new ones are compared with; another set of them is no reason to ask
  useEffect(() => {
    if (restoredAt === undefined) return;
    let left = false;
    fetchConfig(root).then(
      (fresh) => {
        if (left || JSON.stringify(fresh) === JSON.stringify(config)) return;
        // Everything is said in the language; what was written stays in the message box.
        if (JSON.stringify(fresh.languages) !== JSON.stringify(config.languages)) location.reload();
        ui.takeDefaults(toUiDefaults(fresh));
        if (JSON.stringify(fresh.theme) !== JSON.stringify(config.theme)) void applyTheme(fresh.theme, root);
        onChange(fresh);
      },
      () => undefined, // The line may be gone again; the next time it comes back they are asked for again.
    );
    return () => {
      left = true;
    };
  }, [restoredAt, root]);
  return null;
}
