// A menu behind an icon button. Until somebody reaches for it, it is only that button.
import type { LucideIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { IconButton } from "./icon-button.tsx";
import { useLateMenu } from "./late-menu.ts";
import type { MenuEntry } from "./menu-entry.ts";

const load = () => import("./menu-content.tsx");
const MenuContent = lazy(async () => ({ default: (await load()).MenuContent }));

interface MenuProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly items: readonly MenuEntry[];
  readonly dir: "ltr" | "rtl";
  readonly small?: boolean;
  readonly id?: string;
  readonly tabIndex?: number;
  readonly className?: string;
  /** Which edge of its button it keeps to. Default: "end". */
  readonly align?: "start" | "end";
}

export function Menu({ items, dir, align = "end", ...button }: MenuProps) {
  const late = useLateMenu();
  const preload = () => void load();
  const trigger = <IconButton {...button} aria-haspopup="menu" onPointerEnter={preload} onFocus={preload} />;
  const closed = (
    <IconButton {...button} aria-haspopup="menu" aria-expanded={false} onPointerEnter={preload} onFocus={preload} {...late.button} />
  );
  if (!late.wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuContent onFocus={late.onFocus} trigger={trigger} triggerId={button.id} items={items} dir={dir} align={align} />
    </Suspense>
  );
}
