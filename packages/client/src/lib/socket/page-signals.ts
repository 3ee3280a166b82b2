// What the browser tells about itself that bears on a connection: it is online again, the page is looked at, the machine woke up.

/** The browser's signs; a program outside of one has none. */
export interface PageSignals {
  /** What the browser says about its network. */
  isOnline(): boolean;
  /** Tells when a lost or dead connection is worth a look. Returns the way out. */
  onWake(listener: () => void): () => void;
  /** Tells when the network is gone. Returns the way out. */
  onOffline(listener: () => void): () => void;
}

/** The signs of the page this runs in. Without a page it is always online and never wakes. */
export function pageSignals(): PageSignals {
  const page = typeof document === "undefined" ? undefined : document;
  return {
    isOnline: () => globalThis.navigator?.onLine !== false,
    onWake(listener) {
      if (!page) return () => undefined;
      const onVisible = () => {
        if (page.visibilityState === "visible") listener();
      };
      page.addEventListener("visibilitychange", onVisible);
      const offOnline = on("online", listener);
      // A page from the back-forward cache finds its socket closed without having heard of it.
      const offShow = on("pageshow", listener);
      return () => {
        page.removeEventListener("visibilitychange", onVisible);
        offOnline();
        offShow();
      };
    },
    onOffline: (listener) => (page ? on("offline", listener) : () => undefined),
  };
}

function on(type: "online" | "offline" | "pageshow", listener: () => void): () => void {
  globalThis.addEventListener(type, listener);
  return () => globalThis.removeEventListener(type, listener);
}
