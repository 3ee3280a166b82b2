// Character references (`&copy;`, `&#169;`) to the characters they name. The browser knows the two thousand names already.

const LIMIT = 4_000;
const known = new Map<string, string>();

/** Text with its character references replaced. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g, decodeReference);
}

function decodeReference(reference: string): string {
  let text = known.get(reference);
  if (text === undefined) {
    // A text area never reads its content as elements, and a reference alone holds no markup.
    const area = document.createElement("textarea");
    area.innerHTML = reference;
    // A browser also knows names without their semicolon, and would find `&not` in `&nothing;`; Markdown knows whole names only.
    text = area.value.length > 1 && area.value.endsWith(";") ? reference : area.value;
    if (known.size > LIMIT) known.clear();
    known.set(reference, text);
  }
  return text;
}
