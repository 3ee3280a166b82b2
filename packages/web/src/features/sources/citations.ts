// `[1]` in the words of a message with sources is a mark of its first one.
import type { Source, StepId } from "@colloquy/protocol";
import type { LinkedName } from "../../components/markdown/linked-names.ts";

export function toCitations(stepId: StepId, sources: readonly Source[], say: (number: number, title: string) => string): LinkedName[] {
  return sources.map(({ title, url }, index) => ({
    name: `[${index + 1}]`,
    text: String(index + 1),
    attributes: {
      class: "cite",
      href: url ?? `#${sourceId(stepId, index)}`,
      "data-cite": String(index + 1),
      "data-step": stepId,
      "data-opens-panel": "",
      "aria-label": say(index + 1, title),
    },
  }));
}

/** The entry of a source in the list below its message. */
export function sourceId(stepId: StepId, index: number): string {
  return `source-${stepId}-${index + 1}`;
}

/** Where it is, in a few letters. */
export function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).host.replace(/^www\./, "");
}
