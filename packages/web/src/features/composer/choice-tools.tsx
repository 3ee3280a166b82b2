// What the app lets people choose for a message, in the tools row: commands and modes. Loaded where an app has some.
import { CommandButtons, ToolsMenu } from "./command-tools.tsx";
import { ModePickers } from "./mode-pickers.tsx";
import type { CommandChoice } from "./use-command.ts";
import type { Modes } from "./use-modes.ts";

export interface ChoiceToolsProps {
  readonly command: CommandChoice;
  readonly modes: Modes;
}

export function ChoiceTools({ command, modes }: ChoiceToolsProps) {
  return (
    <>
      <ToolsMenu {...command} />
      <CommandButtons {...command} />
      <ModePickers {...modes} />
    </>
  );
}
