// Classes put together: what is falsy is left out, and of two that set the same thing the later one stays.
import { type ClassNameValue, twMerge } from "tailwind-merge";

/** A class, a list of them, or classes by whether they are wanted. */
export type ClassValue = ClassNameValue | readonly ClassValue[] | Readonly<Record<string, unknown>> | number | bigint | boolean;

export function cn(...inputs: readonly ClassValue[]): string {
  return twMerge(inputs.map(toNames));
}

function toNames(input: ClassValue): string {
  if (!input || input === true) return "";
  if (Array.isArray(input)) return input.map(toNames).filter(Boolean).join(" ");
  if (typeof input !== "object") return String(input);
  return Object.entries(input)
    .filter(([, wanted]) => wanted)
    .map(([name]) => name)
    .join(" ");
}
