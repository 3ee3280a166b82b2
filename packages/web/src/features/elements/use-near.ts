// Elements far from what is in view are empty room: a long chat shows thousands of them, and a screen a few.
import { type RefObject, useEffect, useRef, useState } from "react";

const MARGIN_PX = 1_000;

/** Becomes true once the element is near the view, and stays so. Whoever prints wants all of it. */
export function useNear(eager: boolean): [RefObject<HTMLElement | null>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const [near, setNear] = useState(eager || typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return undefined;
    return watch(element, () => setNear(true));
  }, [near]);
  return [ref, near];
}

interface Watcher {
  readonly observer: IntersectionObserver;
  readonly waiting: Map<Element, () => void>;
}

/** One for each thing that scrolls. */
const watchers = new WeakMap<Element | Document, Watcher>();

function watch(element: HTMLElement, onNear: () => void): () => void {
  const root = element.closest(".log, .pb, .element-page") ?? document;
  const watcher = watchers.get(root) ?? makeWatcher(root);
  watchers.set(root, watcher);
  watcher.waiting.set(element, onNear);
  watcher.observer.observe(element);
  const stop = () => {
    watcher.waiting.delete(element);
    watcher.observer.unobserve(element);
    removeEventListener("beforeprint", onNear);
  };
  addEventListener("beforeprint", onNear);
  return stop;
}

function makeWatcher(root: Element | Document): Watcher {
  const waiting = new Map<Element, () => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { root, rootMargin: `${MARGIN_PX}px 0px` },
  );
  return { observer, waiting };
}
