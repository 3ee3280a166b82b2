// What became of a question, in a line below it: their clients have no card that says so.
import type { ClosedAsk } from "@colloquy/protocol";
import { askWord } from "./ask-words.ts";

/** As Markdown; "" when there is nothing to say, or it is said by the answer itself. */
export function closedMark(closed: ClosedAsk | undefined, language: string): string {
  if (!closed) return "";
  if (closed.outcome === "expired") return `\n\n*⌛ ${askWord("expired", language)}*`;
  const words = closed.outcome === "answered" ? wordsOf(closed, language) : "";
  return words === "" ? "" : `\n\n**${words}**`;
}

function wordsOf({ spec, answer }: ClosedAsk, language: string): string {
  switch (answer?.kind) {
    case "action": {
      const pressed = spec.kind === "action" ? spec.actions.find(({ id }) => id === answer.actionId) : undefined;
      return pressed ? `✓ ${plain(pressed.label ?? pressed.name)}` : "";
    }
    case "choice": {
      const options = spec.kind === "choice" ? spec.options : [];
      const labels = answer.values.map((value) => options.find((option) => option.value === value)?.label ?? value);
      return `✓ ${plain([...labels, ...(answer.other ? [answer.other] : [])].join(", "))}`;
    }
    case "confirm": {
      const own = spec.kind === "confirm" ? (answer.confirmed ? spec.yes : spec.no) : undefined;
      return `${answer.confirmed ? "✓" : "✕"} ${plain(own ?? askWord(answer.confirmed ? "yes" : "no", language))}`;
    }
    case "approval": {
      const words = { once: "allowOnce", chat: "allowChat", always: "allowAlways", deny: "deny" } as const;
      const why = answer.reason ? `: ${plain(answer.reason)}` : "";
      return `${answer.decision === "deny" ? "✕" : "✓"} ${askWord(words[answer.decision], language)}${why}`;
    }
    case "element":
      return answer.submitted ? "✓" : "✕";
    case "form":
      return answer.values === null ? `✕ ${askWord("skip", language)}` : "✓";
    default:
      return "";
  }
}

/** What a person or an app wrote, so that it is no Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|~]/g, (mark) => `\\${mark}`);
}
