// A menu of one choice behind a button of the tools row. Until somebody reaches for it, it is only that button.
import { type ComponentProps, lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useLateMenu } from "../../components/ui/late-menu.ts";

/** One thing that can be chosen. */
export interface ChoiceItem {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly icon?: ReactNode;
}

export interface ChoiceMenuProps {
  /** The button's content. */
  readonly children: ReactNode;
  readonly button: {
    readonly id: string;
    readonly className: string;
    readonly "aria-label": string;
    readonly "data-tip": string;
  };
  /** The id of what opens. */
  readonly menuId: string;
  readonly items: readonly ChoiceItem[];
  readonly chosen: string | undefined;
  /** Choosing what is chosen takes it back; else it stays. */
  readonly optional?: boolean;
  readonly dir: "ltr" | "rtl";
  /** Undefined when the choice was taken back. */
  readonly onChoose: (id: string | undefined) => void;
}

const load = () => import("./choice-menu-content.tsx");
const ChoiceMenuContent = lazy(async () => ({ default: (await load()).ChoiceMenuContent }));

export function ChoiceMenu(props: ChoiceMenuProps) {
  const late = useLateMenu();
  const preload = () => void load();
  const toButton = (more: ComponentProps<"button">): ReactElement => (
    <button type="button" {...props.button} aria-haspopup="menu" onPointerEnter={preload} onFocus={preload} {...more}>
      {props.children}
    </button>
  );
  const closed = toButton({ "aria-expanded": false, ...late.button });
  if (!late.wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <ChoiceMenuContent {...props} onFocus={late.onFocus} trigger={toButton({})} />
    </Suspense>
  );
}
