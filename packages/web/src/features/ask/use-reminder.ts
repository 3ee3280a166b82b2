// The app reminds of its question: the card draws the eye once. It takes no focus, and says nothing twice.
import { type RefObject, useEffect, useRef } from "react";
import { prefersReducedMotion } from "../../components/ui/reduced-motion.ts";

export function useReminder(card: RefObject<HTMLElement | null>, remindedAt: string | undefined): void {
  const known = useRef(remindedAt);
  useEffect(() => {
    if (remindedAt === undefined || known.current === remindedAt) return;
    known.current = remindedAt;
    if (prefersReducedMotion()) return;
    const calm = "0 0 0 0 transparent";
    card.current?.animate({ boxShadow: [calm, "0 0 0 6px var(--warning-line)", calm] }, { duration: 900, iterations: 2 });
  }, [card, remindedAt]);
}
