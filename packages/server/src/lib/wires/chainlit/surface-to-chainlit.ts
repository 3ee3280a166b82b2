// The surface in the words of Chainlit's clients: commands, modes, the settings form, profiles and starters.
import type { ChatProfile, Command, Mode, SettingInput, SettingsForm, Starter, StarterCategory } from "@colloquy/protocol";

/** Their client crashes on a command whose icon is not a string. */
export function toChainlitCommand({ id, description = "", icon = "", button = false, persistent = false, selected = false }: Command) {
  return { id, description, icon, button, persistent, selected };
}

/** Their client knows no choice apart from the defaults, so the chosen option is the default. */
export function toChainlitMode({ id, name, options }: Mode, chosen: string | undefined) {
  return {
    id,
    name,
    options: options.map((option) => ({
      id: option.id,
      name: option.name,
      description: option.description ?? null,
      icon: option.icon ?? null,
      default: chosen === undefined ? (option.default ?? false) : option.id === chosen,
    })),
  };
}

/** Each input begins at its committed value: their client forgets what it shows whenever a form comes. */
export function toChainlitForm({ tabs }: SettingsForm, settings: Readonly<Record<string, unknown>>): unknown[] {
  const toInput = (input: SettingInput) => toChainlitInput(input, Object.hasOwn(settings, input.id) ? settings[input.id] : input.initial);
  const [only] = tabs;
  // A form without tabs is one tab without a name.
  if (only && tabs.length === 1 && only.label === "") return only.inputs.map(toInput);
  return tabs.map((tab) => ({ id: tab.id, label: tab.label, inputs: tab.inputs.map(toInput) }));
}

function toChainlitInput(input: SettingInput, initial: unknown): Record<string, unknown> {
  const { id, label, tooltip = null, description = null, disabled = false } = input;
  const common = { id, label, initial, tooltip, description, disabled };
  switch (input.type) {
    case "switch":
    case "checkbox":
      return { ...common, type: input.type };
    case "tags":
      return { ...common, type: input.type };
    case "slider":
      return { ...common, type: input.type, min: input.min, max: input.max, step: input.step };
    case "select":
    case "radio":
    case "multiselect":
      return { ...common, type: input.type, items: input.items };
    case "text":
      return { ...common, type: "textinput", placeholder: input.placeholder ?? null, multiline: input.multiline ?? false };
    case "number":
      return { ...common, type: "numberinput", placeholder: input.placeholder ?? null };
    case "date":
    case "date-range":
      return {
        ...common,
        type: "datepicker",
        mode: input.type === "date" ? "single" : "range",
        min_date: input.min ?? null,
        max_date: input.max ?? null,
        format: input.format ?? null,
        placeholder: input.placeholder ?? null,
      };
    default:
      return input satisfies never;
  }
}

export function toChainlitProfile({ name, displayName, description = "", icon, default: isDefault = false, starters }: ChatProfile) {
  return {
    name,
    display_name: displayName ?? null,
    markdown_description: description,
    icon: toImage(icon),
    default: isDefault,
    starters: starters?.map(toChainlitStarter) ?? null,
  };
}

export function toChainlitCategory({ label, icon, starters }: StarterCategory) {
  return { label, icon: toImage(icon), starters: starters.map(toChainlitStarter) };
}

export function toChainlitStarter({ label, message, command, icon }: Starter) {
  return { label, message, command: command ?? null, icon: toImage(icon) };
}

/** The icons of profiles, starters and links are images to their page: a name of Lucide's would be a broken one. */
export function toImage(icon: string | undefined): string | null {
  return icon !== undefined && /^(\/|https?:|data:image\/)/i.test(icon) ? icon : null;
}
