// A configuration as the source of a colloquy.config.ts.

/** The file for these settings. */
export function toConfigSource(config: Readonly<Record<string, unknown>>): string {
  const body = toSource(config, "");
  return `// Settings of the app, taken over from Chainlit's config.toml. Your editor knows them all; every one has a default.
import { defineConfig } from "colloquy";

export default defineConfig(${body});
`;
}

function toSource(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((entry) => toSource(entry, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(
    ([key, at]) => `${deeper}${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${toSource(at, deeper)},\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}
