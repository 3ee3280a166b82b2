// Makes this component the message box that the rest of the page speaks to.
import { useEffect, useRef } from "react";
import { useUiStore } from "../../app/app-context.tsx";
import type { MessageBox } from "./composer-inbox.ts";

export function useMessageBox(box: MessageBox): void {
  const ui = useUiStore();
  const latest = useRef(box);
  latest.current = box;
  useEffect(
    () =>
      ui.composer.attend({
        send: (starter) => latest.current.send(starter),
        put: (words) => latest.current.put(words),
        add: (words) => latest.current.add(words),
        walk: (by, ifEmpty) => latest.current.walk(by, ifEmpty),
      }),
    [ui],
  );
}
