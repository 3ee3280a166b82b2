// A dialog over the page. Focus stays in, Escape closes: Radix's work; where the focus comes back to and the look are ours.
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { useReturnFocus } from "./return-focus.ts";

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  readonly id?: string;
  /** Escape belongs to something inside at the moment. */
  readonly keepsEscape?: boolean;
  readonly onClose: () => void;
}

export function Dialog({ title, closeLabel, children, footer, wide = false, id, keepsEscape = false, onClose }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content
            className={`dialog ${wide ? "wide" : ""}`}
            id={id}
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={focusItself}
            onEscapeKeyDown={(event) => keepsEscape && event.preventDefault()}
            onCloseAutoFocus={returnFocus}
          >
            <div className="dh">
              <Radix.Title>{title}</Radix.Title>
              <IconButton icon={X} label={closeLabel} onClick={onClose} />
            </div>
            <div className="db">{children}</div>
            {footer && <div className="df">{footer}</div>}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Else the first button would have it, which is the one that closes. */
export function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
}
