// How the page looks and is written now, for elements that ask.
import { useSyncExternalStore } from "react";

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "dir"] });
  return () => observer.disconnect();
}

export function useLook(): { readonly theme: "light" | "dark"; readonly direction: "ltr" | "rtl" } {
  const theme = useSyncExternalStore(watch, () => (document.documentElement.classList.contains("dark") ? "dark" : "light"));
  const direction = useSyncExternalStore(watch, () => (document.documentElement.dir === "rtl" ? "rtl" : "ltr"));
  return { theme, direction };
}
