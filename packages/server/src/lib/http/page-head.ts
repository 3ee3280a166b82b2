// An app's own looks in the head of the page: its theme before anything is drawn, its style sheet and its script after everything of ours.
import type { Theme } from "@colloquy/protocol/theme";
import { parseAttributes } from "../config/html-attributes.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LoadedTheme } from "./theme-source.ts";

/** What decides how the page looks. */
export interface HeadLooks {
  readonly root: string;
  readonly config: Pick<ResolvedConfig, "customCss" | "customCssAttributes" | "customJs" | "customJsAttributes">;
  readonly theme: LoadedTheme | undefined;
}

/** The page with its own colours where a browser reads them early, and the tags for the end of its head. */
export function dress(
  html: string,
  { root, config, theme: loaded }: HeadLooks,
): { readonly html: string; readonly tags: readonly string[] } {
  const address = (file: string) => escapeHtml(file.startsWith("/") ? root + file : file);
  const theme = loaded?.theme;
  const css = loaded?.css(root) ?? "";
  const sheets = theme?.sheets ?? [];
  const tags = [
    ...(css === "" ? [] : [`<style id="app-theme">${css}</style>`]),
    ...sheets.map((sheet) => `<link rel="stylesheet" href="${address(sheet)}">`),
    ...(config.customCss === undefined
      ? []
      : [`<link rel="stylesheet" href="${address(config.customCss)}"${toAttributes(config.customCssAttributes)}>`]),
    ...(config.customJs === undefined
      ? []
      : [`<script src="${address(config.customJs)}"${toAttributes(config.customJsAttributes)}></script>`]),
  ];
  return { html: theme ? withColours(withoutUnusedFont(html, theme), theme) : html, tags };
}

/** A font that is fetched early and then not used makes browsers complain. */
function withoutUnusedFont(html: string, { both }: Theme): string {
  const font = both["font-sans"];
  return font === undefined || font.includes("Hanken") ? html : html.replace(/<link rel="preload"[^>]*\.woff2"[^>]*>/g, "");
}

/** The bars of phones take the colour of the page. */
function withColours(html: string, theme: Theme): string {
  return (["light", "dark"] as const).reduce((page, scheme) => {
    const background = theme[scheme]["background"];
    const meta = new RegExp(`(<meta name="theme-color" content=")[^"]*(" media="\\(prefers-color-scheme: ${scheme}\\)")`);
    return background === undefined || background.includes("var(")
      ? page
      : page.replace(meta, (_whole, before: string, after: string) => before + escapeHtml(background) + after);
  }, html);
}

function toAttributes(text: string): string {
  return (parseAttributes(text) ?? []).map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join("");
}
