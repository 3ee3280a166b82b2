// Which way the page is written: the primitives ask for it, and place and keys follow.
import { useSyncExternalStore } from "react";

export type Direction = "ltr" | "rtl";

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["dir"] });
  return () => observer.disconnect();
}

const read = (): Direction => (document.documentElement.dir === "rtl" ? "rtl" : "ltr");

export function useDirection(): Direction {
  return useSyncExternalStore(watch, read);
}
