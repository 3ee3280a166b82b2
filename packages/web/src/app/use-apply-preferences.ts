// How the page looks follows what the person chose.
import { useEffect } from "react";
import { useUi } from "./app-context.tsx";
import { applyPreferences } from "./preferences.ts";

/** While the choice of the theme is the system's, a change of the system is followed. */
export function useApplyPreferences(): void {
  const preferences = useUi((state) => state.preferences);
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const print = matchMedia("print");
    const follow = () => applyPreferences(preferences);
    follow();
    const watched = [system, print];
    for (const media of watched) media.addEventListener("change", follow);
    return () => {
      for (const media of watched) media.removeEventListener("change", follow);
    };
  }, [preferences]);
}
