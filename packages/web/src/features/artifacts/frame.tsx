// Shows a page that somebody, or some model, wrote. It runs in a frame that has no origin and no network (see the server's route), and is handed to it
// by a port; what it says back is text.
import { RotateCcw, TriangleAlert } from "lucide-react";
import { type Ref, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { countCalls } from "../../components/frames/counted-window.ts";
import { FloodGate } from "../../components/frames/flood-gate.ts";
import { useFrameGuard } from "../../components/frames/use-frame-guard.ts";
import { useStuckNote } from "../../components/frames/use-stuck-note.ts";
import { watchAnswers } from "../../components/frames/watch-answers.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { isolate } from "../../components/ui/isolated.tsx";

interface ArtifactFrameProps {
  readonly title: string;
  readonly html: string;
}

const LONGEST_MESSAGE = 500;
/** Of errors, in a second. */
const MESSAGES = 200;

/** Another document gets another frame, and so does one that begins again: nothing of the one before is left in it. */
export function ArtifactFrame(props: ArtifactFrameProps) {
  const [attempt, setAttempt] = useState(0);
  return <OneFrame key={`${attempt} ${props.html}`} {...props} onAgain={() => setAttempt((last) => last + 1)} />;
}

type Stopped = "elements.custom.robs" | "elements.custom.floods";

function OneFrame({ title, html, onAgain }: ArtifactFrameProps & { readonly onAgain: () => void }) {
  const [stopped, setStopped] = useState<Stopped>();
  // Its guard goes with it, and gives the keyboard back when it does.
  if (!stopped) return <RunningFrame title={title} html={html} onStopped={setStopped} onAgain={onAgain} />;
  return <Note words={stopped} title={title} onAgain={onAgain} />;
}

interface NoteProps {
  readonly words: "elements.custom.stuck" | Stopped;
  readonly title: string;
  readonly onAgain: () => void;
  readonly ref?: Ref<HTMLDivElement>;
}

function Note({ words, title, onAgain, ref }: NoteProps) {
  const { t } = useTranslation();
  return (
    <div className="callout warn" role="status" ref={ref} tabIndex={-1}>
      <Icon of={TriangleAlert} />
      <div>
        <p>{t(words, { name: isolate(title) })}</p>
        <div className="acts">
          <button type="button" className="btn sm" onClick={onAgain}>
            <Icon of={RotateCcw} size="s" />
            {t("elements.custom.restart")}
          </button>
        </div>
      </div>
    </div>
  );
}

interface RunningFrameProps extends ArtifactFrameProps {
  readonly onStopped: (why: Stopped) => void;
  readonly onAgain: () => void;
}

function RunningFrame({ title, html, onStopped, onAgain }: RunningFrameProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const frame = useRef<HTMLIFrameElement>(null);
  const [problem, setProblem] = useState<string | undefined>();
  const [stuck, setStuck] = useState(false);
  const note = useStuckNote<HTMLDivElement>(frame, stuck);
  useFrameGuard(frame, html, { onRobs: () => onStopped("elements.custom.robs") });
  useEffect(() => {
    const ports: MessagePort[] = [];
    const watches: (() => void)[] = [];
    const flood = () => {
      for (const port of ports) port.close();
      onStopped("elements.custom.floods");
    };
    const leave = countCalls(() => frame.current?.contentWindow, flood);
    const gate = new FloodGate({ messages: MESSAGES });
    const onMessage = (event: MessageEvent) => {
      const target = frame.current?.contentWindow;
      if (!target || event.source !== target || event.data !== "colloquy:frame-ready") return;
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      let answered = () => {};
      const ask = (withinMs: number) =>
        new Promise<void>((resolve, reject) => {
          answered = resolve;
          setTimeout(reject, withinMs);
          port1.postMessage("are you there");
        });
      port1.onmessage = (told: MessageEvent<unknown>) => {
        if (!gate.lets()) return flood();
        const said = told.data;
        if (isAnswer(said)) answered();
        if (isProblem(said)) setProblem(said.message.slice(0, LONGEST_MESSAGE));
        // The key went into the frame; the panel closes by it. What only says so, while somebody is elsewhere, closes nothing of theirs.
        if (isEscape(said) && document.activeElement === frame.current)
          frame.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
      };
      // It has no origin that could be named; the port is what counts.
      target.postMessage("colloquy:frame-port", "*", [port2]);
      port1.postMessage(html);
      watches.push(watchAnswers(ask, setStuck));
    };
    window.addEventListener("message", onMessage);
    return () => {
      window.removeEventListener("message", onMessage);
      leave();
      for (const stop of watches) stop();
      for (const port of ports) port.close();
    };
  }, [html, onStopped]);
  return (
    <>
      {problem !== undefined && (
        <p className="callout warn" role="status">
          {t("artifact.reported", { message: problem })}
        </p>
      )}
      {stuck && <Note ref={note} words="elements.custom.stuck" title={title} onAgain={onAgain} />}
      <iframe
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

function isAnswer(said: unknown): boolean {
  return typeof said === "object" && said !== null && "type" in said && said.type === "here";
}

function isEscape(said: unknown): boolean {
  return typeof said === "object" && said !== null && "type" in said && said.type === "escape";
}
