// The fifteen alert types, what each is called and which of four tones it takes.

export type AlertTone = "note" | "good" | "warn" | "bad";

/** Every alert type with its tone and its English title. */
export const alertTypes = {
  info: { tone: "note", title: "Info" },
  note: { tone: "note", title: "Note" },
  tip: { tone: "good", title: "Tip" },
  important: { tone: "note", title: "Important" },
  warning: { tone: "warn", title: "Warning" },
  caution: { tone: "warn", title: "Caution" },
  debug: { tone: "note", title: "Debug" },
  example: { tone: "note", title: "Example" },
  success: { tone: "good", title: "Success" },
  help: { tone: "note", title: "Help" },
  idea: { tone: "good", title: "Idea" },
  pending: { tone: "warn", title: "Pending" },
  security: { tone: "bad", title: "Security" },
  beta: { tone: "note", title: "Beta" },
  "best-practice": { tone: "good", title: "Best practice" },
} as const satisfies Record<string, { tone: AlertTone; title: string }>;

export type AlertType = keyof typeof alertTypes;

/** The alert type a name means, written in any case and with `-`, `_` or a space; `undefined` when there is none. */
export function parseAlertType(name: string): AlertType | undefined {
  const key = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return Object.hasOwn(alertTypes, key) ? (key as AlertType) : undefined;
}
