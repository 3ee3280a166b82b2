// Fills the built page with what this server knows: where it lives, what the app is called, and its public settings.

import { escapeHtml } from "./escape-html.ts";
import { dress, type HeadLooks } from "./page-head.ts";

export interface PageValues {
  /** Root path as the browser sees it; empty at the root. */
  readonly root: string;
  readonly name: string;
  readonly description: string;
  /** Where link previews lead, and their image; both whole addresses. */
  readonly metaUrl?: string | undefined;
  readonly metaImage?: string | undefined;
  /** Sent inside the page, which saves it a request. */
  readonly config: object;
  /** Search engines leave it out. */
  readonly unlisted?: boolean;
  /** What previews of its address call it. Default: the name. */
  readonly title?: string | undefined;
  readonly looks: HeadLooks;
  /** Rules that the page needs here; ours needs none. */
  readonly styles?: readonly string[];
}

/** The page as HTML. Placeholders stand in attributes and in the title, so one way of escaping fits all. */
export function fillPage(
  template: string,
  { root, name, description, metaUrl, metaImage, config, unlisted = false, title = name, looks, styles = [] }: PageValues,
): string {
  const values: Record<string, string> = { ROOT: root, NAME: name, CONFIG: JSON.stringify(config) };
  const filled = template.replace(/%COLLOQUY_(ROOT|NAME|CONFIG)%/g, (_whole, key: string) => escapeHtml(values[key] ?? ""));
  const metas = [
    ["property", "og:root_path", root],
    ["property", "og:title", title],
    ...(unlisted ? [["name", "robots", "noindex, nofollow"] as const, ["name", "referrer", "no-referrer"] as const] : []),
    ...(description === "" ? [] : [["name", "description", description] as const, ["property", "og:description", description] as const]),
    ...(metaUrl === undefined ? [] : [["property", "og:url", metaUrl] as const]),
    ...(metaImage === undefined ? [] : [["property", "og:image", metaImage] as const]),
  ];
  const tags = metas.map(([kind, key, content]) => `<meta ${kind}="${key}" content="${escapeHtml(content ?? "")}">`).join("\n    ");
  const dressed = dress(filled, looks);
  const head = [tags, ...styles.map((style) => `<style>${style}</style>`), ...dressed.tags].join("\n    ");
  return dressed.html.replace("</head>", () => `  ${head}\n  </head>`);
}

/** The code of every script that stands in the page itself. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = ""]) => code);
}
