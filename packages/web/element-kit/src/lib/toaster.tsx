// The one place of notices: sonner's, in the page's look, in a root of its own so that it outlives the element that spoke.
import { type ComponentProps, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { Toaster as Sonner } from "sonner";
import "../styles/toasts.css";
import { useDirection } from "./direction.ts";
import { portals } from "./portals.ts";
import { words } from "./words.ts";

export type ToastLook = ComponentProps<typeof Sonner>;

const listeners = new Set<() => void>();
let look: ToastLook = {};
let shown = false;

/** Called with the first notice. */
export function showToaster(): void {
  if (shown) return;
  shown = true;
  const place = document.createElement("div");
  portals().append(place);
  createRoot(place).render(<Place />);
}

export function setLook(wanted: ToastLook): void {
  const same = Object.keys({ ...look, ...wanted }).every((key) => Object.is(look[key as keyof ToastLook], wanted[key as keyof ToastLook]));
  if (same) return;
  look = wanted;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function Place() {
  const dir = useDirection();
  const { className, toastOptions, ...wanted } = useSyncExternalStore(subscribe, () => look);
  return (
    <Sonner
      dir={dir}
      position={dir === "rtl" ? "top-left" : "top-right"}
      containerAriaLabel={words().notifications}
      offset={{ top: "4rem" }}
      mobileOffset={{ top: "4rem" }}
      gap={8}
      {...wanted}
      className={`k-toasts ${className ?? ""}`}
      toastOptions={{ closeButtonAriaLabel: words().close, ...toastOptions }}
    />
  );
}
