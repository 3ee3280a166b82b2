// One button under a message. What cannot be taken back is asked about first.
import type { ActionView } from "@colloquy/client";
import type { ActionId } from "@colloquy/protocol";
import { Suspense, useContext, useEffect, useLayoutEffect, useRef, useState } from "react";
import { I18nContext } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { OverlayPart } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import type { ConfirmDialogProps } from "./confirm-dialog.tsx";

const ConfirmDialog = lazyPart<ConfirmDialogProps>(async () => (await import("./confirm-dialog.tsx")).ConfirmDialog);

interface ActionButtonProps {
  readonly view: ActionView;
  /** As large as the other buttons of the page. */
  readonly large?: boolean;
  readonly disabled?: boolean | undefined;
  /** What it says while it runs. */
  readonly pending?: string | undefined;
  readonly onRun: (actionId: ActionId) => Promise<unknown>;
}

export function ActionButton({ view: { action, running, error }, large = false, disabled = false, pending, onRun }: ActionButtonProps) {
  // Only what is said later needs the strings: a view may have hundreds of these.
  const strings = useContext(I18nContext);
  const { root, announcer } = useAppContext();
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { id, name, label = name, icon, tooltip, style = "default", confirm } = action;
  useTellEnd({ running, failed: error !== undefined, tell: () => announcer.say(strings.i18n.t("actions.done", { label })) });
  useFocusBeside(button);
  const run = () => {
    setAsking(false);
    void onRun(id);
  };
  const press = () => {
    if (running || disabled) return;
    if (confirm === undefined) run();
    else setAsking(true);
  };
  return (
    <>
      <button
        type="button"
        id={id}
        ref={button}
        className={`btn ${large ? "" : "sm"} ${style === "default" ? "" : style}`}
        aria-disabled={running || disabled || undefined}
        aria-busy={running || undefined}
        aria-haspopup={confirm === undefined ? undefined : "dialog"}
        data-tip={tooltip}
        aria-description={tooltip}
        onClick={press}
      >
        {running ? <span className="spin" aria-hidden /> : icon && <NamedIcon name={icon} root={root} size="s" />}
        <bdi>{running && pending !== undefined ? pending : label}</bdi>
      </button>
      {asking && confirm !== undefined && (
        <OverlayPart onClose={() => setAsking(false)}>
          <Suspense>
            <ConfirmDialog label={label} text={confirm} danger={style === "danger"} onConfirm={run} onClose={() => setAsking(false)} />
          </Suspense>
        </OverlayPart>
      )}
    </>
  );
}

interface End {
  readonly running: boolean;
  readonly failed: boolean;
  readonly tell: () => void;
}

/** Says once that it is done; what failed is read out where it stands. */
function useTellEnd({ running, failed, tell }: End): void {
  const was = useRef(running);
  useEffect(() => {
    if (was.current && !running && !failed) tell();
    was.current = running;
  });
}

/** A button that goes while it has the focus leaves it to its neighbour, else to its turn. */
function useFocusBeside(button: React.RefObject<HTMLButtonElement | null>): void {
  useLayoutEffect(() => {
    const node = button.current;
    return () => {
      if (!node || node !== document.activeElement) return;
      const row = node.parentElement;
      const turn = node.closest<HTMLElement>("[data-turn-id]");
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const next = row?.isConnected ? row.querySelector<HTMLElement>("button") : undefined;
        (next ?? turn)?.focus({ preventScroll: true });
      });
    };
  }, [button]);
}
