// Says what is wrong with a setting in words an author can act on: which one, what it may be, what it was, where it came from.
import type * as z from "zod/mini";
import { nearestName } from "../nearest-name.ts";

type Issue = z.core.$ZodIssue;

interface DescribeOptions {
  /** The names that are known at a place of the configuration. */
  readonly namesAt: (path: readonly PropertyKey[]) => readonly string[];
  /** Where a setting came from; undefined for the configuration file. */
  readonly sourceOf: (path: readonly PropertyKey[]) => string | undefined;
}

/** One line for each thing that is wrong. */
export function describeIssues(issues: readonly Issue[], input: unknown, { namesAt, sourceOf }: DescribeOptions): string[] {
  // A value of the wrong kind fails its further checks as well; the first says it.
  const first = issues.filter((issue, index) => issues.findIndex(({ path }) => path.join() === issue.path.join()) === index);
  return first.flatMap((issue) => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknown([...path, key], namesAt(path)));
    const source = sourceOf(path);
    const from = source === undefined ? "" : ` (from ${source})`;
    return `${nameOf(path)} must be ${expected(issue, path)}, not ${show(valueAt(input, path))}${from}.`;
  });
}

function describeUnknown(path: readonly PropertyKey[], names: readonly string[]): string {
  const key = String(path.at(-1));
  const meant = nearestName(key, names);
  const hint = meant === undefined ? `Known here: ${names.join(", ")}.` : `Did you mean ${nameOf([...path.slice(0, -1), meant])}?`;
  return `${nameOf(path)} is no setting. ${hint}`;
}

const nameOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? "The configuration" : path.map(String).join("."));

const FILE = 'a path below "/public/", or a web address';
const FILTER = 'a CSS filter, as "grayscale(1) brightness(0.8)"';
const ATTRIBUTES = `attributes of a tag, as 'media="print"', without href, src, rel, style and handlers`;

/** What a value may be, for the settings whose rule the schema library cannot put into words. */
const EXPECTED: Readonly<Record<string, string>> = {
  customMetaUrl: 'a web address, as "https://example.com/chat"',
  customMetaImageUrl: 'a web address, as "https://example.com/preview.png", or a path below "/public/"',
  logoFileUrl: FILE,
  defaultAvatarFileUrl: FILE,
  loginPageImage: FILE,
  loginPageImageFilter: FILTER,
  loginPageImageDarkFilter: FILTER,
  customCss: FILE,
  customCssAttributes: ATTRIBUTES,
  customJs: FILE,
  customJsAttributes: ATTRIBUTES,
  fontHosts: 'a host, as "fonts.example.com"',
  publicUrl: 'a web address, as "https://chat.example.com"',
  footnote: "a text of at most 1000 characters, or one for each language, as { en, de }",
  rootPath: 'a path that begins with a slash, as "/chat"',
  language: 'a language tag, as "en" or "pt-BR"',
  trustProxy: '"loopback", true, false, or a list of addresses',
  allowOrigins: 'an origin without a path, as "https://example.com", or "*"',
  windowMessageOrigins: 'an origin without a path, as "https://example.com", or "*"',
  imageHosts: 'a host, as "images.example.com"',
  mediaHosts: 'a host, as "media.example.com"',
  artifactHosts: 'a host, as "cdn.example.com"',
  cspScriptHosts: 'a host, as "cdn.example.com"',
  dataLayer: "a driver, the address of a PostgreSQL database, or the path of a file",
  sessionStore: "a driver, the address of a PostgreSQL database, or the path of a file",
  relay: 'the address of a Redis, as "redis://host:6379", "postgres", "none", or a relay',
  "files.storage": "a driver, the address of a bucket, or the path of a folder",
  "uploads.accept": 'a list of media types and endings, as ["image/*", ".csv"], or the endings of each type, as { "text/*": [".py"] }',
};

function expected(issue: Issue, path: readonly PropertyKey[]): string {
  const known = EXPECTED[path.map(String).join(".")] ?? EXPECTED[String(path[0])];
  switch (issue.code) {
    case "invalid_type":
      return known !== undefined && path.length === 1 && issue.expected !== "array" ? known : withArticle(issue.expected);
    case "invalid_value":
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      if (issue.origin === "string") return "a text that is not empty";
      if (issue.origin === "array") return "a list with at least one entry";
      return issue.inclusive === false ? `more than ${issue.minimum}` : `${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "string" ? `a text of at most ${issue.maximum} characters` : `${issue.maximum} or less`;
    default:
      return known ?? "something else";
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const withArticle = (kind: string): string => KINDS[kind] ?? kind;

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
