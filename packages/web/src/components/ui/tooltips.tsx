// One tooltip for the whole page: it listens for anything with `data-tip`, so a thousand buttons cost nothing.
import { useEffect, useState } from "react";

const DELAY_MS = 400;
const GAP_PX = 6;

interface Tip {
  readonly text: string;
  readonly keys: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly below: boolean;
}

/** The names are already the controls' labels, so the tooltip itself is not read out. */
export function Tooltips() {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => watchTips(setTip), []);
  if (!tip) return null;
  return (
    <div className="tip" aria-hidden style={{ left: tip.left, top: tip.top, translate: tip.below ? "-50% 0" : "-50% -100%" }}>
      {tip.text} {tip.keys && <kbd>{tip.keys}</kbd>}
    </div>
  );
}

function watchTips(show: (tip: Tip | undefined) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Element | undefined;
  let pressed: Element | undefined;
  const hide = () => {
    clearTimeout(timer);
    shown = undefined;
    show(undefined);
  };
  const aim = (event: Event) => {
    const target = tipOf(event);
    if (target === shown) return;
    hide();
    if (event.type === "pointerover" && target !== pressed) pressed = undefined;
    if (target === pressed) return;
    if (!target || (event.type === "focusin" && !target.matches(":focus-visible"))) return;
    if (event instanceof PointerEvent && event.pointerType === "touch") return;
    shown = target;
    timer = setTimeout(() => target.isConnected && show(place(target)), DELAY_MS);
  };
  // What was pressed may become another thing under the same pointer, as Stop becomes Send: that is told when the pointer comes anew.
  const press = (event: Event) => {
    hide();
    pressed = tipOf(event);
  };
  const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
  const events = [
    ["pointerover", aim],
    ["focusin", aim],
    ["focusout", hide],
    ["pointerdown", press],
    ["scroll", hide],
  ] as const;
  for (const [name, listener] of events) document.addEventListener(name, listener, { capture: true, passive: true });
  document.addEventListener("keydown", onKey, true);
  return () => {
    hide();
    for (const [name, listener] of events) document.removeEventListener(name, listener, true);
    document.removeEventListener("keydown", onKey, true);
  };
}

function tipOf({ target }: Event): Element | undefined {
  return target instanceof Element ? (target.closest("[data-tip]") ?? undefined) : undefined;
}

function place(target: Element): Tip {
  const box = target.getBoundingClientRect();
  const below = box.top < 48;
  const text = target.getAttribute("data-tip") ?? "";
  const half = Math.min(text.length * 3.5 + 16, 144);
  const left = Math.min(Math.max(box.left + box.width / 2, half + 4), innerWidth - half - 4);
  return {
    text,
    keys: target.getAttribute("data-tip-keys") ?? undefined,
    left,
    top: below ? box.bottom + GAP_PX : box.top - GAP_PX,
    below,
  };
}
