// Some libraries write an hour or a day of the calendar as a pattern alone. What it takes and refuses tells what it is.
import type { TextFormat } from "@colloquy/protocol";

const PROBES: readonly { readonly format: TextFormat; readonly takes: readonly string[]; readonly refuses: readonly string[] }[] = [
  { format: "time", takes: ["09:30", "23:59"], refuses: ["", "x", "9", "24:10", "09:61", "2024-02-29"] },
  { format: "date", takes: ["2024-02-29", "2023-12-31"], refuses: ["", "x", "9", "2023-13-01", "09:30"] },
];

/** The format of the texts that a pattern takes, when a person would rather choose than type them. */
export function formatOfPattern(pattern: string): TextFormat | undefined {
  // The probes are so short that no pattern takes long over them.
  const takes = (text: string) => new RegExp(pattern, "u").test(text);
  try {
    return PROBES.find((probe) => probe.takes.every(takes) && !probe.refuses.some(takes))?.format;
  } catch {
    return undefined;
  }
}
