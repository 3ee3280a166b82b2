// Whether things should stand still: by the system's word, or by the person's choice on this page.

export function prefersReducedMotion(): boolean {
  if (typeof document === "object" && document.documentElement.dataset["motion"] === "reduced") return true;
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
