// A theme while somebody works on it: one value more or less, and the text of the file.
import type { Scheme, ThemeFile } from "@colloquy/protocol/theme";

/** The colours that make the most difference; all the others can be written into the file by hand. */
export const EDITED_COLORS = ["primary", "background", "foreground", "muted-foreground", "card", "sidebar"] as const;

export const FONTS = {
  fontDefault: undefined,
  fontSystem: 'system-ui, -apple-system, "Segoe UI", sans-serif',
  fontSerif: '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif',
  fontMono: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
} as const;

export function valueIn(file: ThemeFile, scheme: Scheme, name: string): string {
  return file.variables?.[scheme]?.[`--${name}`] ?? "";
}

/** The same theme with another value; without the variable when there is none. */
export function withValue(file: ThemeFile, scheme: Scheme, name: string, value: string): ThemeFile {
  const { [`--${name}`]: _before, ...rest } = file.variables?.[scheme] ?? {};
  const variables = value === "" ? rest : { ...rest, [`--${name}`]: value };
  return { ...file, variables: { ...file.variables, [scheme]: variables } };
}

/** What belongs into `public/theme.json`. */
export function toFileText(file: ThemeFile): string {
  return `${JSON.stringify({ ...file, variables: { light: file.variables?.light ?? {}, dark: file.variables?.dark ?? {} } }, null, 2)}\n`;
}
