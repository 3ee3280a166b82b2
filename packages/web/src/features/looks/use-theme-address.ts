// An address that ends with #theme opens the theme, as a link of the tour does.
import { useEffect } from "react";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";

const HASH = "#theme";

export function useThemeAddress(): void {
  const { dev } = useAppContext().config;
  const ui = useUiStore();
  useEffect(() => {
    if (!dev) return;
    const look = () => {
      if (location.hash !== HASH) return;
      // Taken away, so that the same link works again.
      history.replaceState(history.state, "", location.pathname + location.search);
      ui.set({ panel: "theme" });
    };
    look();
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, [dev, ui]);
}
