// Links that lead to elements, wherever they stand: those of the panel open it, those of a page of their own go there without loading the
// page anew. One listener for all of them, also for those in a text that is being written.
import type { ElementId, StepId } from "@colloquy/protocol";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useAppContext } from "../../app/app-context.tsx";

export function useElementLinks(): void {
  const { ui, root } = useAppContext();
  const navigate = useNavigate();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>("a[data-element-link]");
      if (!link) return;
      event.preventDefault();
      const { elementLink, step } = link.dataset;
      // Safari gives links no focus: it is to come back to this one.
      link.focus({ preventScroll: true });
      if (step) ui.showElement({ stepId: step as StepId, elementId: elementLink as ElementId });
      else void navigate(link.pathname.slice(root.length) + link.search);
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [ui, root, navigate]);
}
