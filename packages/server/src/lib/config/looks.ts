// The settings for an app's own looks that are more than a text: addresses, links of the header, filters of an image.
import { isOwnPath, isWebAddress, toOwnPath } from "@colloquy/protocol";
import * as z from "zod/mini";
import { parseAttributes } from "./html-attributes.ts";

/** A path below the app's `public/`, or a whole address. */
export const publicPath = z
  .string()
  .check(z.refine((path) => /^\/public\/[^\s"'<>\\]+$/.test(path) && isOwnPath(path) && toOwnPath(path)?.startsWith("/public/") === true));
export const webAddress = z.string().check(z.refine(isWebAddress));
export const fileAddress = z.union([webAddress, publicPath]);

export const attributesSchema = z.string().check(z.refine((text) => parseAttributes(text) !== undefined));

const FUNCTIONS = "blur|brightness|contrast|grayscale|hue-rotate|invert|saturate|sepia";
const CSS_FILTER = new RegExp(`^((${FUNCTIONS})\\([\\d.]*(%|px|rem|deg)?\\)\\s*)+$`);
const UTILITY = new RegExp(`^(${FUNCTIONS})(?:-(\\d+))?$`);
const UNITS: Readonly<Record<string, string>> = { blur: "px", "hue-rotate": "deg" };

/** A CSS filter, or the names Chainlit takes for it, as "grayscale brightness-50". */
export const filterSchema = z.pipe(
  z.string().check(z.refine((text) => toCssFilter(text) !== undefined)),
  z.transform((text) => toCssFilter(text) ?? "none"),
);

export function toCssFilter(text: string): string | undefined {
  const plain = text.trim();
  if (plain === "" || plain === "none") return "none";
  if (CSS_FILTER.test(plain)) return plain;
  const parts = plain.split(/\s+/).map((part) => {
    const [, name = "", amount] = UTILITY.exec(part) ?? [];
    return name === "" ? undefined : `${name}(${amount ?? (name === "blur" ? "8" : "100")}${UNITS[name] ?? "%"})`;
  });
  return parts.includes(undefined) ? undefined : parts.join(" ");
}

const headerLinkSchema = z.strictObject({
  /** What the link is called: its name for screen readers, and its tooltip. */
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Where it leads: an address, "mailto:…", or a path of this server, as "/public/terms.pdf". */
  url: z.string().check(z.refine(isLink)),
  /** An image's address or path, or the name of a Lucide icon, as "book-open". Default: an arrow that leads outside. */
  iconUrl: z.optional(z.union([fileAddress, z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))])),
  /** Words beside the icon. Default: none, the icon alone. */
  displayName: z.optional(z.string().check(z.maxLength(80))),
  /** Default "_blank": a new tab. */
  target: z._default(z.enum(["_blank", "_self", "_parent", "_top"]), "_blank"),
});

export const headerLinksSchema = z.array(headerLinkSchema).check(z.maxLength(12));

function isLink(value: string): boolean {
  return isOwnPath(value) || isWebAddress(value) || /^(mailto|tel):\S+$/.test(value);
}
