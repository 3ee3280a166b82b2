// A dialog over the page. Focus stays in, Escape closes: Radix's work; where the focus comes back to and the look are ours.
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { useFocusBack } from "./return-focus.ts";

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
  const back = useFocusBack();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content
            className={`dialog ${wide ? "wide" : ""}`}
            id={id}
            ref={back.ref}
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={focusFirstField}
            onEscapeKeyDown={(event) => keepsEscape && event.preventDefault()}
            onCloseAutoFocus={back.onCloseAutoFocus}
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

const TYPED = ["input:not([type=radio], [type=checkbox], [type=range], [type=file], [readonly])", "textarea:not([readonly])"];
const FIELDS = ["input:not([type=radio]:not(:checked))", "select", ".choose-list .row"];

/**
 * What people would do first has the focus: what is typed goes into the first field that takes words. Only here, while it opens: a field that
 * took the focus earlier would be nothing that Radix brings it back to.
 */
function focusFirstField(event: Event): void {
  const { currentTarget: dialog } = event;
  if (!(dialog instanceof HTMLElement)) return;
  const first = (selectors: readonly string[]) =>
    [...dialog.querySelectorAll<HTMLElement>(selectors.map((one) => `.db :is(${one}):enabled`).join())].find((field) =>
      field.checkVisibility(),
    );
  const field = first(TYPED) ?? first(FIELDS);
  event.preventDefault();
  (field ?? dialog).focus({ preventScroll: true });
}

/** Else the first button would have it, which is the one that closes. */
export function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
}
