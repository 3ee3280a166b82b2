// A link may bring words along for the message box: /?prompt=… fills it once, and sends nothing.
const LONGEST = 1_000;

/** Takes the prompt out of the address, so that a reload or a copied address does not bring it again. Undefined when there is none. */
export function takeAddressPrompt(): string | undefined {
  const address = new URL(location.href);
  const prompt = address.searchParams.get("prompt");
  if (prompt === null) return undefined;
  address.searchParams.delete("prompt");
  history.replaceState(history.state, "", address);
  return cut(prompt.trim()) || undefined;
}

/** Not through the middle of a character. */
function cut(text: string): string {
  const whole = text.slice(0, LONGEST);
  return /[\uD800-\uDBFF]$/.test(whole) && text.length > LONGEST ? whole.slice(0, -1) : whole;
}
