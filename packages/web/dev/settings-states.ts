// The settings form and the keys of the states page: every type of input, as an app could show them.
import type { EnvInput, MissingEnv, SettingsForm, Surface } from "@colloquy/protocol";

const items = (...labels: string[]) => labels.map((label) => ({ label, value: label.toLowerCase() }));

export const SETTINGS_FORM: SettingsForm = {
  tabs: [
    {
      id: "answers",
      label: "Answers",
      inputs: [
        { type: "select", id: "model", label: "Model", initial: "careful, 120b", items: items("Careful, 120B", "Quick, 8B") },
        {
          type: "select",
          id: "language",
          label: "Answers in",
          tooltip: "The language of the answers, whatever the question is in.",
          initial: "english (uk)",
          items: items("English (UK)", "Gaelic", "Norwegian"),
        },
        {
          type: "slider",
          id: "variety",
          label: "Variety",
          description: "Lower keeps to the log. Higher tries other readings.",
          initial: 0.4,
          min: 0,
          max: 1,
          step: 0.1,
        },
        {
          type: "switch",
          id: "steps",
          label: "Show the steps",
          description: "What it read and ran, folded under each answer",
          initial: true,
        },
        {
          type: "switch",
          id: "confirm-writes",
          label: "Ask before writing to the rota",
          description: "Set by your administrator",
          initial: true,
          disabled: true,
        },
        {
          type: "tags",
          id: "sources",
          label: "Sources",
          initial: ["Sailing log", "Tide tables", "Crew rota"],
          placeholder: "Add a source",
        },
        { type: "radio", id: "length", label: "Length", initial: "as long as it needs", items: items("Short", "As long as it needs") },
        {
          type: "multiselect",
          id: "include",
          label: "Always include",
          initial: ["the query"],
          items: items("The query", "A summary for passengers"),
        },
        { type: "date-range", id: "days", label: "Dates", initial: ["2026-10-01", "2026-10-31"], min: "2026-01-01" },
        { type: "number", id: "rows", label: "Most rows", initial: 5000, min: 1, max: 10_000 },
        { type: "date", id: "until", label: "Forecast until", initial: null, min: "2026-11-01" },
        {
          type: "text",
          id: "standing",
          label: "Standing instruction",
          initial: "Name the berth before the vessel. Round minutes to one decimal.",
          multiline: true,
        },
        { type: "text", id: "signature", label: "Signature", initial: null, placeholder: "Harbour office", maxLength: 40 },
        {
          type: "checkbox",
          id: "draft",
          label: "Begin letters as a draft",
          description: "Nothing is sent before you have read it.",
          initial: false,
        },
      ],
    },
    {
      id: "limits",
      label: "Limits",
      inputs: [
        {
          type: "multiselect",
          id: "berths",
          label: "Berths",
          initial: ["kinloch", "sanday"],
          items: items("Kinloch", "Sanday", "Port Ellary", "Rousay", "Egilsay", "Stronsay", "Westray", "Papay", "Eday", "Shapinsay"),
        },
      ],
    },
  ],
};

const KEYS: readonly EnvInput[] = [
  {
    name: "WEATHER_KEY",
    label: "Weather service key",
    help: "Free for up to 1,000 calls a day.",
    url: "https://example.org/keys",
    placeholder: "wx-…",
    secret: true,
    set: false,
  },
  { name: "STATION", label: "Station", help: "The name of your harbour in the tide tables.", secret: false, set: false },
];

export const SETTINGS: Surface = {
  settingsForm: SETTINGS_FORM,
  settings: {},
  envInputs: KEYS.map((key, at) => ({ ...key, set: at === 0 })),
};

export function missingKeys(...messages: string[]): Surface {
  const missing: MissingEnv[] = KEYS.map((key, at) => ({ ...key, ...(messages[at] && { message: messages[at] }) }));
  return { envInputs: [...KEYS], missingEnv: missing };
}
