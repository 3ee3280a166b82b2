// The fifteen alert types, and which of four tones each takes.

export type AlertTone = "note" | "good" | "warn" | "bad";

/** Every alert type with its tone; what it is called stands with the other strings. */
export const alertTypes = {
  info: { tone: "note" },
  note: { tone: "note" },
  tip: { tone: "good" },
  important: { tone: "note" },
  warning: { tone: "warn" },
  caution: { tone: "warn" },
  debug: { tone: "note" },
  example: { tone: "note" },
  success: { tone: "good" },
  help: { tone: "note" },
  idea: { tone: "good" },
  pending: { tone: "warn" },
  security: { tone: "bad" },
  beta: { tone: "note" },
  "best-practice": { tone: "good" },
} as const satisfies Record<string, { tone: AlertTone }>;

export type AlertType = keyof typeof alertTypes;

/** The alert type a name means, written in any case and with `-`, `_` or a space; `undefined` when there is none. */
export function parseAlertType(name: string): AlertType | undefined {
  const key = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return Object.hasOwn(alertTypes, key) ? (key as AlertType) : undefined;
}
