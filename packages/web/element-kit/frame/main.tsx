// What runs in the frame of an untrusted element: it takes the port, draws the element as the page would, and hands on what the element wishes.
// React is its own here; what the kit brings finds it as it finds that of the page.
import type { ElementKit, ElementOutcome } from "@colloquy/client/elements";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import * as ReactDom from "react-dom";
import * as ReactDomClient from "react-dom/client";
import { PortBridge } from "../../src/components/bridge/port-bridge.ts";
import {
  ASKED,
  SENT,
  type SentFiles,
  type SentKit,
  type SentLook,
  type Start,
  TOLD,
} from "../../src/features/custom-elements/closed/messages.ts";
import { ElementBoundary } from "../../src/features/custom-elements/run/element-boundary.tsx";
import { LiveElement } from "../../src/features/custom-elements/run/live-element.tsx";
import { type LoadedElement, loadElement } from "../../src/features/custom-elements/run/load-element.ts";
import { loadStyle } from "../../src/features/custom-elements/run/load-style.ts";
import { shareWithKit } from "../src/host.ts";
import { applyLook } from "./apply-look.ts";
import { tellHeight } from "./tell-height.ts";

// No policy speaks of calls, and the first packet of one goes wherever the element says.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(globalThis, name);

addEventListener("message", function take({ source, ports }: MessageEvent) {
  const [port] = ports;
  if (source !== parent || !port) return;
  removeEventListener("message", take);
  new FrameOfElement(port);
});
parent.postMessage("colloquy:frame-ready", "*");

const GOING: readonly string[] = ["Tab", "F6"];

let lastField: Element | null = null;
addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) lastField = target;
});
/** Another frame took it while the person was writing here. */
function returnKeyboard(): void {
  returnedAt = performance.now();
  window.focus();
  focusLastField();
}
let returnedAt = Number.NEGATIVE_INFINITY;
/** The page says so on one way, and brings the keyboard on another: the slower one may come with nothing in focus, a while after. */
const COMES_WITHIN_MS = 5_000;
addEventListener("focus", () => {
  // Browsers move no focus while they are moving it.
  setTimeout(() => {
    if (performance.now() - returnedAt < COMES_WITHIN_MS && document.hasFocus() && document.activeElement === document.body)
      focusLastField();
  });
});
function focusLastField(): void {
  if (lastField instanceof HTMLElement && lastField.isConnected) lastField.focus({ preventScroll: true });
}

class FrameOfElement {
  readonly #bridge: PortBridge;
  #root: ReactDomClient.Root | undefined;
  #loaded: LoadedElement | undefined;
  #kit: ElementKit | undefined;
  /** The newest that were asked for. */
  #files: SentFiles | undefined;

  constructor(port: MessagePort) {
    this.#bridge = new PortBridge(port, {
      // The page is believed: it is what opened this frame.
      requests: { [SENT.start]: (start) => this.#start(start as Start), [SENT.ping]: () => undefined },
      notices: {
        [SENT.change]: (kit) => this.#change(kit as SentKit),
        [SENT.look]: (look) => applyLook(look as SentLook),
        [SENT.module]: (files) => void this.#load(files as SentFiles),
        [SENT.focus]: returnKeyboard,
      },
    });
    // However an element treats its keys: who goes from it to an element beside it came there by hand.
    const tellGoing = ({ key, isTrusted }: KeyboardEvent) => isTrusted && GOING.includes(key) && this.#bridge.notify(TOLD.goes);
    addEventListener("keydown", tellGoing, { capture: true });
    addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key === "Escape" && !defaultPrevented) this.#bridge.notify(TOLD.escape);
    });
  }

  async #start({ root, files, sheets, words, look, kit }: Start): Promise<void> {
    applyLook(look);
    this.#files = files;
    shareWithKit({
      react: React,
      "react-dom": ReactDom,
      "react-dom/client": ReactDomClient,
      "react/jsx-runtime": jsxRuntime,
      "#host": { root, words, toast: (toast) => this.#bridge.notify(TOLD.toast, toast) },
    });
    const place = document.getElementById("root");
    if (!place) throw new Error("The frame has no room.");
    place.className = "element-kit";
    this.#kit = this.#toKit(kit);
    this.#root = ReactDomClient.createRoot(place);
    tellHeight(place, (height) => this.#bridge.notify(TOLD.size, { height }));
    await Promise.all(sheets.map((sheet) => loadStyle(sheet)));
    // Newer ones may have come meanwhile.
    await this.#load(this.#files);
  }

  async #load(files: SentFiles): Promise<void> {
    this.#files = files;
    const { module, css } = files;
    try {
      const [loaded] = await Promise.all([loadElement(module), ...(css === undefined ? [] : [loadStyle(css, "element")])]);
      if (this.#files !== files) return;
      this.#loaded = loaded;
      this.#draw();
    } catch (error) {
      if (this.#files === files) this.#tellBroken(error);
    }
  }

  #change(kit: SentKit): void {
    this.#kit = this.#toKit(kit);
    this.#draw();
  }

  #draw(): void {
    const kit = this.#kit;
    const loaded = this.#loaded;
    if (!kit || !loaded) return;
    this.#root?.render(
      <fieldset className="custom-element" role="presentation" disabled={kit.ask === "answered" || kit.ask === "cancelled"}>
        <ElementBoundary version={loaded.address} fallback={() => null} onError={(error) => this.#tellBroken(error)}>
          <React.Suspense>
            <LiveElement loaded={loaded} kit={kit} />
          </React.Suspense>
        </ElementBoundary>
      </fieldset>,
    );
  }

  #tellBroken(error: unknown): void {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    this.#bridge.notify(TOLD.broke, { name, message, stack });
  }

  #toKit(sent: SentKit): ElementKit {
    const ask = (method: string, params: object = {}) =>
      this.#bridge.request(method, params).catch((error: unknown) => ({
        success: false,
        error: { code: "BAD_INPUT", message: error instanceof Error ? error.message : String(error) },
      })) as Promise<ElementOutcome>;
    return {
      ...sent,
      updateElement: (props) => ask(ASKED.update, { props }),
      deleteElement: () => ask(ASKED.delete),
      callAction: ({ name, payload }) => ask(ASKED.act, { name, payload }),
      sendUserMessage: (text, command) => ask(ASKED.say, { text, command }),
      submitElement: (props = sent.props) => ask(ASKED.submit, { props }),
      cancelElement: () => ask(ASKED.cancel),
    };
  }
}
