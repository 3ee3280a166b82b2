// What a mark stands for, beside it: while the pointer or the focus is on it. One card for all marks, loaded with the first.
import { useChatClient } from "@colloquy/client/react";
import type { Source, StepId } from "@colloquy/protocol";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useAppContext } from "../../app/app-context.tsx";
import { hostOf } from "./citations.ts";
import { OnlyOne, useIsTheOne } from "./only-one.ts";
import "../../theme/parts/sources.css";

interface Pointed {
  readonly mark: HTMLElement;
  readonly source: Source;
}

const OPENS_MS = 250;
const CLOSES_MS = 150;

const group = new OnlyOne();

/** Every list of sources has it, and one of them draws it. */
export function SourceCards() {
  return useIsTheOne(group) ? <TheCard /> : null;
}

function TheCard() {
  const { store } = useChatClient();
  const { ui } = useAppContext();
  const [pointed, setPointed] = useState<Pointed | undefined>();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (next: Pointed | undefined, ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setPointed(next), ms);
    };
    const markOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>("[data-cite]") : null);
    const find = (mark: HTMLElement): Pointed | undefined => {
      const source = store.getStep(mark.dataset["step"] as StepId)?.sources?.[Number(mark.dataset["cite"]) - 1];
      return source && { mark, source };
    };
    const onOver = ({ target }: Event) => {
      const mark = markOf(target);
      if (mark) later(find(mark), OPENS_MS);
      else if (!(target instanceof Element && target.closest(".source-card"))) later(undefined, CLOSES_MS);
      else clearTimeout(timer);
    };
    const onFocus = ({ target }: FocusEvent) => {
      const mark = markOf(target);
      later(mark?.matches(":focus-visible") ? find(mark) : undefined, 0);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") later(undefined, 0);
    };
    const onClick = (event: MouseEvent) => {
      const mark = markOf(event.target);
      if (!mark || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (!(mark instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      mark.focus({ preventScroll: true });
      later(undefined, 0);
      ui.showSources({ stepId: mark.dataset["step"] as StepId, number: Number(mark.dataset["cite"]) });
    };
    document.addEventListener("pointerover", onOver);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("click", onClick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("click", onClick);
    };
  }, [store, ui]);
  useEffect(() => (pointed && card.current ? place(card.current, pointed.mark) : undefined), [pointed]);
  if (!pointed) return null;
  const { title, snippet, url } = pointed.source;
  return createPortal(
    <div className="source-card" role="tooltip" ref={card}>
      <b>
        <bdi>{title}</bdi>
      </b>
      {url !== undefined && <small>{hostOf(url)}</small>}
      {snippet !== undefined && <p dir="auto">{snippet}</p>}
    </div>,
    document.body,
  );
}

/** Below the mark, or above it where there is no room; within the window. */
function place(card: HTMLElement, mark: HTMLElement): void {
  const { left, top, bottom, width } = mark.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = card;
  const x = Math.min(Math.max(8, left + width / 2 - offsetWidth / 2), innerWidth - offsetWidth - 8);
  const below = bottom + 6 + offsetHeight < innerHeight;
  // From the left in every direction of writing, as the mark was measured.
  card.style.left = "0";
  card.style.translate = `${Math.round(x)}px ${Math.round(below ? bottom + 6 : top - 6 - offsetHeight)}px`;
}
