// An element that nobody vouches for: it runs in a frame without an origin and without a network, and speaks with the page over a port.
import type { ElementKit } from "@colloquy/client/elements";
import { RotateCcw, TriangleAlert } from "lucide-react";
import { type Ref, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { useStuckNote } from "../../../components/frames/use-stuck-note.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { isolate } from "../../../components/ui/isolated.tsx";
import { heightOf } from "../../elements/custom-room.ts";
import { Broken } from "../broken.tsx";
import { Frame } from "../frame.tsx";
import type { ShownElementProps } from "../open-element.tsx";
import { useKit } from "../use-kit.ts";
import { useLine } from "./use-line.ts";

const FIRST_HEIGHT_PX = 50;
const TALLEST_PX = 4_000;

type Stopped = "elements.custom.robs" | "elements.custom.floods";

export function ClosedElement(props: ShownElementProps) {
  // What begins anew begins in another frame: nothing of the one before is left.
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((last) => last + 1), []);
  return <OneFrame key={attempt} {...props} onAgain={again} />;
}

function OneFrame({ element, place, files, onAgain }: ShownElementProps & { readonly onAgain: () => void }) {
  const own = useKit(element, place);
  const [broken, setBroken] = useState<{ readonly of: string; readonly error: Error }>();
  const [stopped, setStopped] = useState<Stopped>();
  const mended = broken !== undefined && broken.of !== files.module;
  useEffect(() => {
    if (mended) onAgain();
  }, [mended, onAgain]);
  if (broken) return <Broken name={element.name} error={broken.error} onRetry={onAgain} />;
  return (
    <Frame element={element} ask={own.kit.ask} notSaved={own.notSaved}>
      {stopped ? (
        // Nothing less ends it: a frame that nobody can press takes the focus, too.
        <Note words={stopped} name={element.name} onAgain={onAgain} />
      ) : (
        <RunningFrame
          element={element}
          kit={own.kit}
          files={files}
          onBroke={(error) => setBroken({ of: files.module, error })}
          onStopped={setStopped}
          onAgain={onAgain}
        />
      )}
    </Frame>
  );
}

interface RunningFrameProps extends Pick<ShownElementProps, "element" | "files"> {
  readonly kit: ElementKit;
  readonly onBroke: (error: Error) => void;
  readonly onStopped: (why: Stopped) => void;
  readonly onAgain: () => void;
}

function RunningFrame({ element, kit, files, onBroke, onStopped, onAgain }: RunningFrameProps) {
  const { root } = useAppContext();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(() => heightOf(element.id) ?? FIRST_HEIGHT_PX);
  const { stuck } = useLine(frame, {
    kit,
    files,
    onHeight: (next) => setHeight(Math.min(TALLEST_PX, Math.ceil(next))),
    onBroke,
    onRobs: () => onStopped("elements.custom.robs"),
    onFlood: () => onStopped("elements.custom.floods"),
  });
  const note = useStuckNote<HTMLParagraphElement>(frame, stuck);
  return (
    <>
      <iframe
        ref={frame}
        className="closed-element"
        title={element.name}
        src={`${root}/elements-frame/${encodeURIComponent(element.name)}`}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        style={{ blockSize: height }}
      />
      {stuck && <Note ref={note} words="elements.custom.stuck" name={element.name} onAgain={onAgain} />}
    </>
  );
}

interface NoteProps {
  readonly words: "elements.custom.stuck" | Stopped;
  readonly name: string;
  readonly onAgain: () => void;
  readonly ref?: Ref<HTMLParagraphElement>;
}

function Note({ words, name, onAgain, ref }: NoteProps) {
  const { t } = useTranslation();
  return (
    <p className="custom-note" role="status" ref={ref} tabIndex={-1}>
      <span>
        <Icon of={TriangleAlert} size="s" />
        <span>{t(words, { name: isolate(name) })}</span>
      </span>
      <button type="button" className="btn sm" onClick={onAgain}>
        <Icon of={RotateCcw} size="s" />
        {t("elements.custom.restart")}
      </button>
    </p>
  );
}
