// Short facts in one line: “PDF · 1.2 MB”.

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Where one of them is written from right to left each stands apart: a number would be drawn to the word before it, and away from its unit. */
export function joinFacts(facts: readonly string[]): string {
  const said = facts.filter((fact) => fact !== "");
  const stand = said.some((fact) => RIGHT_TO_LEFT.test(fact)) ? said.map((fact) => `\u2068${fact}\u2069`) : said;
  return stand.join(" · ");
}
