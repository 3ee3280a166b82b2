// A menu of one choice behind a button of the tools row. Until somebody reaches for it, it is only that button.
import { type ComponentProps, lazy, type ReactElement, Suspense } from "react";
import { useLateMenu } from "../../components/ui/late-menu.ts";
import type { ChoiceMenuProps } from "./choice-item.ts";

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
