// Attributes of a tag in a setting, as `media="print"` or `defer crossorigin="anonymous"`. Parsed, so that nothing else gets into the page.

/** Names with their values; empty for an attribute that only stands there. */
export type HtmlAttributes = readonly (readonly [name: string, value: string])[];

/** What the page itself says, or what would run code. */
const FORBIDDEN = /^(href|src|rel|style|nonce|on.*)$/;

/** Reads attributes; undefined when the text is something else. */
export function parseAttributes(text: string): HtmlAttributes | undefined {
  const attributes: (readonly [string, string])[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = /^([a-z][a-z0-9-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?(?=\s|$)/i.exec(rest);
    const name = match?.[1]?.toLowerCase();
    if (!match || name === undefined || FORBIDDEN.test(name)) return undefined;
    attributes.push([name, match[2] ?? match[3] ?? match[4] ?? ""]);
    rest = rest.slice(match[0].length).trim();
  }
  return attributes;
}
