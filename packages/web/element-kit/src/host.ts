// What the kit finds around it: the page, or the script in the frame of an untrusted element. It is there before anything of the kit is loaded.
import type { ChatClient } from "@colloquy/client";

export interface KitToast {
  readonly tone: "info" | "success" | "warning" | "error";
  readonly title: string;
  readonly text?: string;
}

/** The few words that the kit says itself, in the person's language. */
export interface KitWords {
  readonly close: string;
  readonly previous: string;
  readonly next: string;
  /** Of the links to the pages of a list. */
  readonly pages: string;
  readonly morePages: string;
  readonly previousSlide: string;
  readonly nextSlide: string;
  /** Of the place where short notices appear. */
  readonly notifications: string;
}

export interface KitHost {
  /** Below which address the page's server is; empty at the root. */
  readonly root: string;
  /** A short notice at the edge of the page. */
  readonly toast: (toast: KitToast) => void;
  readonly words: KitWords;
  /** The page's own client; in a closed frame there is none. */
  readonly chat?: ChatClient;
}

/** Under names of modules what is shared with the page, and `#host`. */
export interface KitShared {
  readonly react: unknown;
  readonly "react-dom": unknown;
  readonly "react-dom/client": unknown;
  readonly "react/jsx-runtime": unknown;
  readonly "#host": KitHost;
}

const KEY = Symbol.for("colloquy.elements-kit");
type Holder = { [KEY]?: KitShared };

/** The first counts: modules that were loaded hold what they found. */
export function shareWithKit(shared: KitShared): void {
  (globalThis as Holder)[KEY] ??= shared;
}

export function kitHost(): KitHost {
  const shared = (globalThis as Holder)[KEY];
  if (!shared) throw new Error("A part of the kit of custom elements was loaded where nothing shows them.");
  return shared["#host"];
}
