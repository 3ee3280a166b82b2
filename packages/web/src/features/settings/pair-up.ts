// Two narrow inputs that follow each other share a line, where there is room.
import type { SettingInput } from "@colloquy/protocol";

const FEW = 6;

function isNarrow(input: SettingInput): boolean {
  switch (input.type) {
    case "select":
    case "number":
    case "date":
      return true;
    case "radio":
    case "multiselect":
      return input.items.length <= FEW;
    default:
      return false;
  }
}

export function pairUp(inputs: readonly SettingInput[]): (readonly SettingInput[])[] {
  const lines: SettingInput[][] = [];
  for (const input of inputs) {
    const last = lines.at(-1);
    if (last?.length === 1 && last[0] && isNarrow(last[0]) && isNarrow(input)) last.push(input);
    else lines.push([input]);
  }
  return lines;
}
