// Stands where something over the page will be as soon as its code is here. From the moment a person asked for it the keys are its own:
// they must not reach the message box, where Enter would send them.
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { findOpener, standInFor } from "./return-focus.ts";

interface ComingProps {
  /** What comes. */
  readonly label: string;
  readonly onCancel: () => void;
}

export function Coming({ label, onCancel }: ComingProps) {
  const ref = useComing<HTMLDivElement>();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    // Shortcuts with Ctrl or Cmd stay the page's and the browser's.
    else if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="scrim coming" role="dialog" aria-modal aria-busy aria-label={label} tabIndex={-1} ref={ref} onKeyDown={onKeyDown}>
      <span className="spin" aria-hidden />
    </div>
  );
}

/** The element has the focus as long as it is there. What comes in its place gives it back to who had it before; so does nothing at all. */
export function useComing<Node extends HTMLElement>(): React.RefObject<Node | null> {
  const ref = useRef<Node>(null);
  const [opener] = useState(findOpener);
  useLayoutEffect(() => {
    const node = ref.current;
    if (!node) return undefined;
    standInFor(node, opener);
    node.focus({ preventScroll: true });
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) opener?.focus({ preventScroll: true });
      });
    };
  }, [opener]);
  return ref;
}
