// One field of comma-separated values (RFC 4180), safe in a spreadsheet.

/**
 * Spreadsheets run a field that begins like a formula, and the text is a model's or a stranger's: it gets an apostrophe, which makes it text.
 * Numbers with a sign stay numbers. Wide signs count too: some spreadsheets read them as the narrow ones.
 */
const FORMULA = /^[=@\t\r\n＝＠]|^[+\-＋－](?![\d.,\s]*%?$)/;

export function toHarmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function toCsvField(text: string): string {
  const safe = toHarmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
