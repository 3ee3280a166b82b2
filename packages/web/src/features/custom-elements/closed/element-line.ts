// The page's end of the line to a closed frame. What the frame wishes is done as for any element, but for what speaks in the person's name: that takes
// their own hand in the frame, just before.
import type { ElementKit } from "@colloquy/client/elements";
import type { KitToast } from "../../../../element-kit/src/host.ts";
import { type BridgeMethods, PortBridge } from "../../../components/bridge/port-bridge.ts";
import { ASKED, readError, readHeight, readObject, readProps, readText, readToast, type SentKit, TOLD } from "./messages.ts";

export interface ElementLine {
  /** The element as it is now. */
  readonly kit: () => ElementKit;
  /** The person has just pressed something in the frame. */
  readonly hasActed: () => Promise<boolean>;
  /** The same, once for each press: or one press would let out as many messages as a script can write. */
  readonly takeAct: () => Promise<boolean>;
  readonly onHeight: (height: number) => void;
  readonly onBroke: (error: Error) => void;
  readonly onEscape: () => void;
  /** A key was pressed in it that goes from place to place. */
  readonly onGoes: () => void;
  readonly onToast: (toast: KitToast) => void;
  /** It sends without an end, and is heard no more. */
  readonly onFlood: () => void;
}

/** As many notices as a person may be bothered with in so short a time. */
const TOASTS = 3;
const TOASTS_IN_MS = 10_000;
const LONGEST_NAME = 200;
const LONGEST_MESSAGE = 20_000;
const REFUSED = { success: false, error: { code: "FORBIDDEN", message: "This takes a press in the element, just before." } } as const;

export function openLine(port: MessagePort, line: ElementLine): PortBridge {
  return new PortBridge(port, methodsOf(line), {}, line.onFlood);
}

function methodsOf({ kit, hasActed, takeAct, onHeight, onBroke, onEscape, onGoes, onToast }: ElementLine): BridgeMethods {
  let shown: readonly number[] = [];
  return {
    requests: {
      [ASKED.update]: (params) => kit().updateElement(readProps(params)),
      [ASKED.delete]: () => kit().deleteElement(),
      [ASKED.act]: (params) => {
        const { name, payload } = readObject(params);
        return kit().callAction({ name: readText(name, LONGEST_NAME), payload });
      },
      [ASKED.say]: async (params) => {
        const { text, command } = readObject(params);
        const said = [readText(text, LONGEST_MESSAGE), command === undefined ? undefined : readText(command, LONGEST_NAME)] as const;
        return (await takeAct()) ? kit().sendUserMessage(...said) : REFUSED;
      },
      [ASKED.submit]: async (params) => {
        const props = readProps(params);
        return (await hasActed()) ? kit().submitElement(props) : REFUSED;
      },
      [ASKED.cancel]: async () => ((await hasActed()) ? kit().cancelElement() : REFUSED),
    },
    notices: {
      [TOLD.size]: (params) => {
        const height = readHeight(params);
        if (height !== undefined) onHeight(height);
      },
      [TOLD.broke]: (params) => onBroke(readError(params)),
      [TOLD.escape]: onEscape,
      [TOLD.goes]: onGoes,
      [TOLD.toast]: (params) => {
        const toast = readToast(params);
        const now = performance.now();
        shown = shown.filter((at) => now - at < TOASTS_IN_MS);
        if (shown.length >= TOASTS) return;
        shown = [...shown, now];
        onToast(toast);
      },
    },
  };
}

/** Functions cannot be sent. */
export function toSentKit({ id, name, place, ask, language, direction, theme, sandboxed, props }: ElementKit): SentKit {
  return { id, name, place, ask, language, direction, theme, sandboxed, props };
}
