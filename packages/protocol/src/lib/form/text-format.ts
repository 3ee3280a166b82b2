// What a text of a format looks like. A schema may be stricter; it has the last word on the server.
import type { TextFormat } from "./form.ts";

/** Longer than anything of these formats is. */
const LONGEST = 2_000;

const SHAPES: Partial<Readonly<Record<TextFormat, RegExp>>> = {
  email: /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/,
  tel: /^\+?[\d\s()./-]{3,40}$/,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  duration: /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
};

/** False for a text that is surely none of this format. */
export function isOfFormat(format: TextFormat, text: string): boolean {
  if (format === "password" || format === "multiline") return true;
  if (text.length > LONGEST) return format === "uri" && isAddress(text);
  switch (format) {
    case "date":
      return isDay(text);
    case "date-time": {
      const [, day = ""] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
      return isDay(day) && !Number.isNaN(Date.parse(text));
    }
    case "uri":
      return isAddress(text);
    default:
      return SHAPES[format]?.test(text) ?? true;
  }
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).protocol !== "";
  } catch {
    return false;
  }
}
