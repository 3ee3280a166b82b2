// Keeps a closed frame supplied: its first message, what changes in the element, in the page's look and in the author's file; and whether it still answers.
import type { ElementKit } from "@colloquy/client/elements";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import type { PortBridge } from "../../../components/bridge/port-bridge.ts";
import { countCalls } from "../../../components/frames/counted-window.ts";
import { focusMoves } from "../../../components/frames/focus-moves.ts";
import { useFrameGuard } from "../../../components/frames/use-frame-guard.ts";
import { watchAnswers } from "../../../components/frames/watch-answers.ts";
import { toKitWords } from "../../elements/kit-words.ts";
import type { ElementFiles } from "../use-loaded.ts";
import { openLine, toSentKit } from "./element-line.ts";
import { SENT, type Start } from "./messages.ts";
import { pageSheets, readLook, watchLook } from "./page-look.ts";

interface LineOptions {
  readonly kit: ElementKit;
  readonly files: ElementFiles;
  readonly onHeight: (height: number) => void;
  readonly onBroke: (error: Error) => void;
  /** It takes the keyboard again and again. */
  readonly onRobs: () => void;
  /** It sends without an end. */
  readonly onFlood: () => void;
}

export function useLine(frame: RefObject<HTMLIFrameElement | null>, options: LineOptions): { readonly stuck: boolean } {
  const { root, ui } = useAppContext();
  const { t } = useTranslation();
  const latest = useRef({ ...options, t });
  latest.current = { ...options, t };
  const bridge = useRef<PortBridge>(undefined);
  const [stuck, setStuck] = useState(false);
  const guard = useFrameGuard(frame, options.kit.id, {
    onRobs: options.onRobs,
    onComesBack: () => bridge.current?.notify(SENT.focus),
  });

  useEffect(() => {
    const ways: (() => void)[] = [];
    ways.push(
      countCalls(
        () => frame.current?.contentWindow,
        () => latest.current.onFlood(),
      ),
    );
    const onMessage = (event: MessageEvent) => {
      const target = frame.current?.contentWindow;
      // It speaks for itself once; a document that says so again gets no second line.
      if (!target || event.source !== target || bridge.current || event.data !== "colloquy:frame-ready") return;
      const { port1, port2 } = new MessageChannel();
      const line = openLine(port1, {
        kit: () => latest.current.kit,
        hasActed: async () => (await guard.current?.hasPressed()) === true,
        takeAct: async () => (await guard.current?.takePress()) === true,
        onHeight: (height) => latest.current.onHeight(height),
        onBroke: (error) => latest.current.onBroke(error),
        onFlood: () => latest.current.onFlood(),
        onEscape: () => {
          if (document.activeElement === frame.current)
            frame.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
        },
        onGoes: () => frame.current && focusMoves.goes(frame.current),
        // Whoever reads it must see that it is not the page that says so.
        onToast: (toast) => ui.toast({ ...toast, from: latest.current.kit.name }),
      });
      bridge.current = line;
      // It has no origin that could be named; the port is what counts.
      target.postMessage("colloquy:frame-port", "*", [port2]);
      const { kit, files, t: translate } = latest.current;
      const start: Start = {
        root,
        files: { module: files.module, css: files.css },
        sheets: [...pageSheets(), ...(files.kit === undefined ? [] : [files.kit])],
        words: toKitWords(translate),
        look: readLook(),
        kit: toSentKit(kit),
      };
      line.request(SENT.start, start).catch(() => undefined);
      ways.push(() => line.close());
      ways.push(watchAnswers((withinMs) => line.request(SENT.ping, {}, withinMs), setStuck));
      ways.push(watchLook(() => line.notify(SENT.look, readLook())));
    };
    window.addEventListener("message", onMessage);
    return () => {
      window.removeEventListener("message", onMessage);
      for (const leave of ways) leave();
      bridge.current = undefined;
    };
  }, [frame, guard, root, ui]);

  const { kit, files } = options;
  useEffect(() => bridge.current?.notify(SENT.change, toSentKit(kit)), [kit]);
  const { module, css } = files;
  useEffect(() => bridge.current?.notify(SENT.module, { module, css }), [module, css]);
  return { stuck };
}
