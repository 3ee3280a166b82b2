// A theme as a style sheet. It stands outside of the page's layers, so it wins over them; its selectors count for nothing, so an author's CSS wins over it.
import type { Theme } from "./theme.ts";

/** The text of the style sheet; empty for a theme that changes nothing. `root` is the path the server is mounted on. */
export function toThemeCss({ both, light, dark, fonts }: Theme, root = ""): string {
  const faces = fonts.map(
    ({ family, src, weight = "400", style = "normal" }) =>
      `@font-face { font-family: "${family}"; src: url("${root}${src}"); font-weight: ${weight}; font-style: ${style}; font-display: swap; }`,
  );
  return [
    ...faces,
    rule(":where(:root, :host)", both),
    rule(":where(:root:not(.dark), :host(:not(.dark)))", light),
    rule(":where(.dark)", dark),
  ]
    .filter((text) => text !== "")
    .join("\n");
}

function rule(selector: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, value]) => `--${name}: ${value};`);
  return lines.length === 0 ? "" : `${selector} { ${lines.join(" ")} }`;
}
