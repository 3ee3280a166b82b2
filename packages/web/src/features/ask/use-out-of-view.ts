// Whether something of the page is drawn and none of it can be seen.
import { useEffect, useState } from "react";

export function useOutOfView(id: string | undefined): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (id === undefined) return undefined;
    const views = new IntersectionObserver((entries) => setAway(entries.at(-1)?.isIntersecting === false));
    let watched: Element | null = null;
    const watch = () => {
      const element = document.getElementById(id);
      if (element === watched) return;
      if (watched) views.unobserve(watched);
      watched = element;
      if (element) views.observe(element);
      else setAway(false);
    };
    // Its turn may be drawn a moment later, and be drawn anew.
    const drawings = new MutationObserver(watch);
    drawings.observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true });
    watch();
    return () => {
      views.disconnect();
      drawings.disconnect();
    };
  }, [id]);
  return away;
}
