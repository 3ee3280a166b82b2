// While a list is open, the primitive hides what is behind it from readers, and leaves it to the tab key. Here it is out of reach for both.
import { useEffect } from "react";

export function BehindIsOut() {
  useEffect(() => {
    let out: readonly Element[] = [];
    // The primitive hides things once its content is there, which is after this.
    const soon = requestAnimationFrame(() => {
      out = [...document.querySelectorAll('[data-aria-hidden="true"]:not([inert])')];
      for (const one of out) one.setAttribute("inert", "");
    });
    return () => {
      cancelAnimationFrame(soon);
      for (const one of out) one.removeAttribute("inert");
    };
  }, []);
  return null;
}
