// What is wrong with a filled in form, in English. Pages say it in the person's language before they send it; this is for all other clients.
import type { FormIssue } from "@colloquy/protocol";

export function issueWords({ code, limit }: FormIssue): string {
  switch (code) {
    case "required":
      return "Fill this in.";
    case "choose":
      return "Choose one of the list.";
    case "agree":
      return "You have to agree to this.";
    case "integer":
      return "A whole number.";
    case "min":
    case "few":
      return `At least ${limit}.`;
    case "max":
    case "many":
      return `At most ${limit}.`;
    case "above":
      return `More than ${limit}.`;
    case "below":
      return `Less than ${limit}.`;
    case "step":
      return `A multiple of ${limit}.`;
    case "short":
      return `At least ${limit} characters.`;
    case "long":
      return `At most ${limit} characters.`;
    case "large":
      return `At most ${limit} MiB.`;
    case "accept":
      return "Another kind of file is asked for.";
    case "fixed":
      return "This cannot be changed.";
    case "unknown":
      return "This is not asked for.";
    case "format":
      return `This is no ${limit}.`;
    case "type":
    case "pattern":
    case "name":
      return "This is not written as it should be.";
    default:
      return code satisfies never;
  }
}
