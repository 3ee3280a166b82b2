// The text after the most a page can show with its formatting, while it still grows. Its markup is that of `rest-view.tsx`.
import type { LiveLeaf, LiveWords } from "./live-view.ts";

export function createLiveRest({ tooLarge, showAsText }: LiveWords, onToggle: (open: boolean) => void): LiveLeaf {
  const element = document.createElement("details");
  element.className = "md-rest";
  const summary = element.appendChild(document.createElement("summary"));
  summary.appendChild(document.createElement("span")).textContent = tooLarge;
  summary.appendChild(document.createElement("b")).textContent = showAsText;
  const text = element.appendChild(document.createElement("p"));
  text.className = "md-rest-text";
  const node = text.appendChild(document.createTextNode(""));
  element.addEventListener("toggle", () => onToggle(element.open));
  return { element, append: (more) => node.appendData(more) };
}
