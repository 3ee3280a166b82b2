// Shows a page that somebody, or some model, wrote. It runs in a frame that has no origin and no network (see the server's route), and is handed to it
// by a port; what it says back is text.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

interface ArtifactFrameProps {
  readonly title: string;
  readonly html: string;
}

const LONGEST_MESSAGE = 500;

export function ArtifactFrame({ title, html }: ArtifactFrameProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const frame = useRef<HTMLIFrameElement>(null);
  const [problem, setProblem] = useState<string | undefined>();
  useKeptFocus(frame, html);
  useEffect(() => {
    const ports: MessagePort[] = [];
    setProblem(undefined);
    const onMessage = ({ source, data }: MessageEvent) => {
      const target = frame.current?.contentWindow;
      if (!target || source !== target || data !== "colloquy:frame-ready") return;
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = ({ data: said }: MessageEvent<unknown>) => {
        if (isProblem(said)) setProblem(said.message.slice(0, LONGEST_MESSAGE));
        // The key went into the frame; the panel closes by it. What only says so, while somebody is elsewhere, closes nothing of theirs.
        if (isEscape(said) && document.activeElement === frame.current)
          frame.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
      };
      // It has no origin that could be named; the port is what counts.
      target.postMessage("colloquy:frame-port", "*", [port2]);
      port1.postMessage(html);
    };
    window.addEventListener("message", onMessage);
    return () => {
      window.removeEventListener("message", onMessage);
      for (const port of ports) port.close();
    };
  }, [html]);
  return (
    <>
      {problem !== undefined && (
        <p className="callout warn" role="status">
          {t("artifact.reported", { message: problem })}
        </p>
      )}
      {/* Another document gets another frame: nothing of the one before is left in it. */}
      <iframe
        key={html}
        ref={frame}
        className="artifact-frame"
        title={title}
        src={`${root}/artifact-frame`}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        data-testid="artifact-frame"
      />
    </>
  );
}

function isProblem(said: unknown): said is { readonly message: string } {
  return (
    typeof said === "object" &&
    said !== null &&
    "type" in said &&
    said.type === "error" &&
    "message" in said &&
    typeof said.message === "string"
  );
}

function isEscape(said: unknown): boolean {
  return typeof said === "object" && said !== null && "type" in said && said.type === "escape";
}
