// A field with a list below it that is narrowed by what is typed, and run by keys. The field keeps the focus; the active line is told to readers.
import { Search } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { byWords, type CommandFilter, CommandList as Lines } from "../lib/command-list.ts";
import { classes, dressed } from "../lib/dressed.ts";
import { Dialog, DialogContent, DialogTitle } from "./dialog.tsx";
import "../styles/command.css";

interface Shared {
  readonly lines: Lines;
  readonly listId: string;
  readonly label: string;
}

const Around = createContext<Shared | undefined>(undefined);
const Group = createContext<string | undefined>(undefined);

function useAround(): Shared {
  const around = useContext(Around);
  if (!around) throw new Error("A part of a command list stands outside of <Command>.");
  return around;
}

function useView<Part>(read: (view: ReturnType<Lines["view"]>) => Part): Part {
  const { lines } = useAround();
  return useSyncExternalStore(lines.subscribe, () => read(lines.view()));
}

interface CommandProps extends Omit<ComponentProps<"div">, "onChange"> {
  readonly label?: string;
  /** False: the author shows and hides the lines. Default: true. */
  readonly shouldFilter?: boolean;
  /** More than 0 shows a line. Default: every word that is typed stands in it. */
  readonly filter?: CommandFilter;
  /** Value of the active line. */
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  /** Down from the last line is the first. */
  readonly loop?: boolean;
}

export function Command(props: CommandProps) {
  const { label = "", shouldFilter = true, filter = byWords, value, defaultValue, onValueChange, loop = false, ...rest } = props;
  const [lines] = useState(() => new Lines());
  const root = useRef<HTMLDivElement>(null);
  const listId = useId();
  const view = useSyncExternalStore(lines.subscribe, lines.view);
  useLayoutEffect(() => lines.filterBy(shouldFilter ? filter : undefined), [lines, shouldFilter, filter]);
  useLayoutEffect(() => lines.activate(value ?? defaultValue ?? lines.view().active), [lines, value, defaultValue]);
  const go = (line: Element | undefined) => {
    const next = line?.getAttribute("data-value");
    if (next === null || next === undefined) return;
    if (value === undefined) lines.activate(next);
    if (next !== lines.view().active || value !== undefined) onValueChange?.(next);
    line?.scrollIntoView({ block: "nearest" });
  };
  const options = () => [...(root.current?.querySelectorAll('[role="option"]:not([hidden], [aria-disabled="true"])') ?? [])];
  // The active line may be gone with what was typed: then it is the first one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is looked at after each change of what is shown
  useEffect(() => {
    const shown = options();
    if (shown.length > 0 && !shown.some((line) => line.getAttribute("data-value") === lines.view().active)) go(shown[0]);
  }, [view.shown]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    rest.onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const all = options();
    const at = all.findIndex((line) => line.getAttribute("data-value") === view.active);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1, Enter: at }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const line = all[loop ? (to + all.length) % all.length : Math.min(Math.max(to, 0), all.length - 1)];
    if (event.key !== "Enter") go(line);
    else if (line instanceof HTMLElement) line.click();
  };
  return (
    <Around value={{ lines, listId, label }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field within has the focus; its keys come by here */}
      <div data-slot="command" {...rest} ref={root} onKeyDown={onKeyDown} className={classes("k-command", rest.className)} />
    </Around>
  );
}

interface CommandDialogProps extends ComponentProps<typeof Dialog> {
  readonly title?: string;
  readonly className?: string;
}

export function CommandDialog({ title = "", className, children, ...props }: CommandDialogProps) {
  return (
    <Dialog {...props}>
      <DialogContent aria-describedby={undefined} className={classes("k-command-dialog", className)}>
        <DialogTitle className="k-sr">{title}</DialogTitle>
        <Command label={title}>{children}</Command>
      </DialogContent>
    </Dialog>
  );
}

interface CommandInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  readonly value?: string;
  readonly onValueChange?: (search: string) => void;
}

export function CommandInput({ className, value, onValueChange, ...props }: CommandInputProps) {
  const { lines, listId, label } = useAround();
  const view = useView((one) => one);
  const active = activeId(listId, view.active);
  useLayoutEffect(() => {
    if (value !== undefined) lines.search(value);
  }, [lines, value]);
  return (
    <div className="k-command-field">
      <Search size={16} aria-hidden />
      <input
        data-slot="command-input"
        type="text"
        role="combobox"
        aria-expanded={true}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={view.shown.size > 0 && view.active !== "" ? active : undefined}
        aria-label={label || props.placeholder}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        {...props}
        value={value ?? view.search}
        onChange={(event) => {
          if (value === undefined) lines.search(event.currentTarget.value);
          onValueChange?.(event.currentTarget.value);
        }}
        className={classes("k-command-input", className)}
      />
    </div>
  );
}

const activeId = (listId: string, value: string) => `${listId}-${encodeURIComponent(value)}`;

export function CommandList({ className, ...props }: ComponentProps<"div">) {
  const { listId, label } = useAround();
  return (
    <div
      data-slot="command-list"
      role="listbox"
      tabIndex={-1}
      aria-label={label || undefined}
      {...props}
      id={listId}
      className={classes("k-command-list", className)}
    />
  );
}

/** What is said when nothing fits. */
export function CommandEmpty({ className, ...props }: ComponentProps<"div">) {
  const nothing = useView(({ shown }) => shown.size === 0);
  return nothing ? (
    <div data-slot="command-empty" role="presentation" {...props} className={classes("k-command-empty", className)} />
  ) : null;
}

interface CommandGroupProps extends ComponentProps<"div"> {
  readonly heading?: ReactNode;
}

export function CommandGroup({ heading, className, children, ...props }: CommandGroupProps) {
  const id = useId();
  const shown = useView(({ groups }) => groups.has(id));
  return (
    <Group value={id}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of options is no set of fields */}
      <div
        data-slot="command-group"
        role="group"
        aria-labelledby={heading === undefined ? undefined : `${id}-name`}
        {...props}
        hidden={!shown}
        className={classes("k-command-group", className)}
      >
        {heading !== undefined && (
          <div className="k-menu-label" id={`${id}-name`} role="presentation">
            {heading}
          </div>
        )}
        {children}
      </div>
    </Group>
  );
}

interface CommandItemProps extends Omit<ComponentProps<"div">, "onSelect"> {
  /** Default: its words. */
  readonly value?: string;
  readonly keywords?: readonly string[];
  readonly disabled?: boolean;
  readonly forceMount?: boolean;
  readonly onSelect?: (value: string) => void;
}

export function CommandItem({ value, keywords, disabled = false, forceMount = false, onSelect, className, ...props }: CommandItemProps) {
  const { lines, listId } = useAround();
  const group = useContext(Group);
  const id = useId();
  const node = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState(value ?? "");
  const said = (value ?? words).trim();
  const known = (keywords ?? []).join("\n");
  const shown = useView((view) => view.shown.has(id));
  const active = useView((view) => view.active === said && said !== "");
  useLayoutEffect(() => {
    if (value === undefined) setWords(node.current?.textContent ?? "");
  });
  useLayoutEffect(
    () => lines.put({ id, value: said, keywords: known === "" ? [] : known.split("\n"), group, always: forceMount }),
    [lines, id, said, known, group, forceMount],
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
    <div
      data-slot="command-item"
      ref={node}
      role="option"
      aria-selected={active}
      aria-disabled={disabled || undefined}
      data-selected={active}
      data-disabled={disabled}
      {...props}
      id={activeId(listId, said)}
      data-value={said}
      hidden={!shown}
      onPointerMove={() => !disabled && lines.activate(said)}
      onClick={() => !disabled && onSelect?.(said)}
      className={classes("k-menu-item", className)}
    />
  );
}

export const CommandShortcut = dressed("span", "menu-keys");

/** A line between groups; gone while something is looked for. */
export function CommandSeparator({
  className,
  alwaysRender = false,
  ...props
}: ComponentProps<"div"> & { readonly alwaysRender?: boolean }) {
  const searching = useView(({ search }) => search !== "");
  return searching && !alwaysRender ? null : <div role="presentation" {...props} className={classes("k-menu-line", className)} />;
}
