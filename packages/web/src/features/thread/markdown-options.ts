// How the app wants its Markdown.
import type { AppConfig } from "../../app/config.ts";

/** `root` is the path the app is mounted on. */
export function toMarkdownOptions({ features, alertStyle }: AppConfig, root: string) {
  return { allowHtml: features.allowHtml, latex: features.latex, alertStyle, root };
}
