// A diagram from its text. It is drawn here, where it can be measured, and shown in the closed frame: what a drawing could hold runs nowhere else.
import mermaid from "mermaid";
import { toSvgPage } from "./svg-page.ts";

let count = 0;

/** Throws what is wrong with the text. */
export async function toDiagramPage(text: string): Promise<string> {
  const dark = document.documentElement.dataset["theme"] === "dark" || document.documentElement.classList.contains("dark");
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    theme: dark ? "dark" : "neutral",
    fontFamily: "system-ui, sans-serif",
    maxTextSize: 50_000,
    maxEdges: 500,
  });
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, text);
    return toSvgPage(svg);
  } finally {
    // What a text says of colours and letters is kept where they were wrong, and no other diagram would be drawn then.
    mermaid.mermaidAPI.reset();
  }
}
