// What is wider or higher than its place can be scrolled by keys, and only then is it a stop of the tab key.
import { useEffect, useRef, useState } from "react";

export function useScrollable<Box extends HTMLElement>(): { readonly ref: React.RefObject<Box | null>; readonly tabIndex: 0 | undefined } {
  const ref = useRef<Box>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = () => setScrolls(box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return { ref, tabIndex: scrolls ? 0 : undefined };
}
