// Axe, run in the page itself. By its usual way through the browser's driver each look cost several times as much, and there are hundreds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, ElementContext, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * The fades at the ends of the log are drawn by ::before; with them axe would not dare to say what stands behind any word of the conversation.
 * The rest is as axe has it: options of a check are set as a whole.
 */
const CONTRAST = {
  ignoreUnicode: true,
  ignoreLength: false,
  ignorePseudo: true,
  boldValue: 700,
  boldTextPt: 14,
  largeTextPt: 18,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
  pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.2,
  textStrokeEmMin: 0.03,
};
const AS_DRAWN = `;axe.configure({ checks: [{ id: "color-contrast", options: ${JSON.stringify(CONTRAST)} }] });`;

declare const axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> } | undefined;

/** What is looked at, and for what. */
export interface AxeLook {
  /** Only these rules; `all` is every rule axe has. Default: those of WCAG 2.2 AA. */
  readonly rules?: readonly string[] | "all";
  /** Only what is within this selector. */
  readonly within?: string;
  readonly without?: string;
}

/** What axe says is wrong, in a line each; incomplete results are its own doubts and no findings. */
export async function findings(page: Page, { rules, within, without }: AxeLook = {}): Promise<string[]> {
  if (!(await page.evaluate(() => typeof axe === "object"))) await page.evaluate(SOURCE + AS_DRAWN);
  const runOnly = rules === undefined ? { type: "tag" as const, values: TAGS } : { type: "rule" as const, values: [...rules] };
  const options: RunOptions = { ...(rules !== "all" && { runOnly }), resultTypes: ["violations"], iframes: false };
  const context = { ...(within !== undefined && { include: [[within]] }), ...(without !== undefined && { exclude: [[without]] }) };
  const { violations } = await page.evaluate(
    ([where, how]) => {
      if (!axe) throw new Error("Axe is not in the page.");
      return axe.run(Object.keys(where).length > 0 ? (where as ElementContext) : (document as unknown as ElementContext), how);
    },
    [context, options] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target}\n  ${failureSummary}`),
  );
}
