// The types of what a custom element may import under `@/…`, for authors who write elements in TypeScript. They stand by themselves: React's own
// types are all they need, and those of react-hook-form for `@/components/ui/form`. One line in one file of the project turns them on:
//
//     /// <reference types="@colloquy/client/elements/ui" />

declare module "@colloquy/client/elements/ui/parts" {
  import type { ComponentProps, FunctionComponent, JSX, ReactNode } from "react";

  type Tag = keyof JSX.IntrinsicElements;
  /** Takes what the HTML element takes, and `More`. */
  export type Props<Name extends Tag, More = unknown> = Omit<ComponentProps<Name>, keyof More | "dir"> &
    More & { readonly dir?: "ltr" | "rtl" };
  /** A part that is drawn as this HTML element. */
  export type Part<Name extends Tag, More = unknown> = FunctionComponent<Props<Name, More>>;
  /** The one child is the part: it gets its classes, its handlers and what readers are told. */
  export interface AsChild {
    readonly asChild?: boolean;
  }
  /** Something that opens and closes, by itself or as its author says. */
  export interface Opening {
    readonly open?: boolean;
    readonly defaultOpen?: boolean;
    readonly onOpenChange?: (open: boolean) => void;
    readonly children?: ReactNode;
  }
  /** Where something stands beside what it belongs to. */
  export interface Beside {
    readonly side?: "top" | "right" | "bottom" | "left";
    readonly align?: "start" | "center" | "end";
    /** In pixels. */
    readonly sideOffset?: number;
    /** In pixels. */
    readonly alignOffset?: number;
    readonly forceMount?: true;
    readonly onOpenAutoFocus?: (event: Event) => void;
    readonly onCloseAutoFocus?: (event: Event) => void;
    readonly onEscapeKeyDown?: (event: KeyboardEvent) => void;
  }
  export interface Modal extends Opening {
    readonly modal?: boolean;
  }
  export interface DialogBox {
    readonly forceMount?: true;
    readonly onOpenAutoFocus?: (event: Event) => void;
    readonly onCloseAutoFocus?: (event: Event) => void;
    readonly onEscapeKeyDown?: (event: KeyboardEvent) => void;
    readonly onPointerDownOutside?: (event: CustomEvent) => void;
    readonly onInteractOutside?: (event: CustomEvent) => void;
  }
}

declare module "@/lib/utils" {
  export type ClassValue =
    | string
    | number
    | bigint
    | boolean
    | null
    | undefined
    | readonly ClassValue[]
    | Readonly<Record<string, unknown>>;
  /** Puts classes together: what is falsy is left out, and of two that set the same thing the later one stays. */
  export function cn(...inputs: readonly ClassValue[]): string;
}

declare module "@/components/ui/accordion" {
  import type { Part, Props } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent } from "react";

  interface One {
    readonly type: "single";
    readonly collapsible?: boolean;
    readonly value?: string;
    readonly defaultValue?: string;
    readonly onValueChange?: (value: string) => void;
  }
  interface Many {
    readonly type: "multiple";
    readonly value?: string[];
    readonly defaultValue?: string[];
    readonly onValueChange?: (value: string[]) => void;
  }
  export const Accordion: FunctionComponent<Props<"div", One> | Props<"div", Many>>;
  export const AccordionItem: Part<"div", { readonly value: string; readonly disabled?: boolean }>;
  export const AccordionTrigger: Part<"button">;
  export const AccordionContent: Part<"div">;
}

declare module "@/components/ui/alert" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Alert: Part<"div", { readonly variant?: "default" | "destructive" | null }>;
  export const AlertTitle: Part<"div">;
  export const AlertDescription: Part<"div">;
}

declare module "@/components/ui/aspect-ratio" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const AspectRatio: Part<"div", { readonly ratio?: number }>;
}

declare module "@/components/ui/avatar" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Avatar: Part<"span">;
  export const AvatarImage: Part<"img", { readonly onLoadingStatusChange?: (status: "idle" | "loading" | "loaded" | "error") => void }>;
  export const AvatarFallback: Part<"span", { readonly delayMs?: number }>;
}

declare module "@/components/ui/badge" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  interface Look {
    readonly variant?: "default" | "secondary" | "destructive" | "outline" | null | undefined;
    readonly className?: string | undefined;
  }
  export const Badge: Part<"span", Look>;
  export function badgeVariants(look?: Look): string;
}

declare module "@/components/ui/button" {
  import type { AsChild, Props } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent } from "react";

  interface Look {
    readonly variant?: "default" | "destructive" | "outline" | "secondary" | "ghost" | "link" | null | undefined;
    readonly size?: "default" | "sm" | "lg" | "icon" | null | undefined;
    readonly className?: string | undefined;
  }
  export type ButtonProps = Props<"button", Look & AsChild>;
  export const Button: FunctionComponent<ButtonProps>;
  /** The classes of a button, for something that is to look like one. */
  export function buttonVariants(look?: Look): string;
}

declare module "@/components/ui/card" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Card: Part<"div">;
  export const CardHeader: Part<"div">;
  export const CardTitle: Part<"div">;
  export const CardDescription: Part<"div">;
  export const CardAction: Part<"div">;
  export const CardContent: Part<"div">;
  export const CardFooter: Part<"div">;
}

declare module "@/components/ui/carousel" {
  import type { Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent } from "react";
  import type { ButtonProps } from "@/components/ui/button";

  interface Track {
    scrollPrev(): void;
    scrollNext(): void;
    scrollTo(index: number, jump?: boolean): void;
    canScrollPrev(): boolean;
    canScrollNext(): boolean;
    selectedScrollSnap(): number;
    scrollSnapList(): number[];
    slideNodes(): HTMLElement[];
    on(event: "select" | "reInit" | "scroll", listener: (track: Track) => void): Track;
    off(event: "select" | "reInit" | "scroll", listener: (track: Track) => void): Track;
  }
  export type CarouselApi = Track | undefined;
  interface Options {
    readonly opts?: { readonly loop?: boolean; readonly align?: "start" | "center" | "end" } & Readonly<Record<string, unknown>>;
    readonly plugins?: readonly unknown[];
    readonly orientation?: "horizontal" | "vertical";
    readonly setApi?: (api: CarouselApi) => void;
  }
  export const Carousel: Part<"div", Options>;
  export const CarouselContent: Part<"div">;
  export const CarouselItem: Part<"div">;
  export const CarouselPrevious: FunctionComponent<ButtonProps>;
  export const CarouselNext: FunctionComponent<ButtonProps>;
  export function useCarousel(): {
    api: CarouselApi;
    orientation: "horizontal" | "vertical";
    canScrollPrev: boolean;
    canScrollNext: boolean;
    scrollPrev: () => void;
    scrollNext: () => void;
  };
}

declare module "@/components/ui/checkbox" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  interface Ticked {
    readonly checked?: boolean | "indeterminate";
    readonly defaultChecked?: boolean | "indeterminate";
    readonly onCheckedChange?: (checked: boolean | "indeterminate") => void;
    readonly required?: boolean;
  }
  export const Checkbox: Part<"button", Ticked>;
}

declare module "@/components/ui/command" {
  import type { Modal, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  interface List {
    readonly label?: string;
    readonly shouldFilter?: boolean;
    readonly filter?: (value: string, search: string, keywords?: string[]) => number;
    readonly value?: string;
    readonly defaultValue?: string;
    readonly onValueChange?: (value: string) => void;
    readonly loop?: boolean;
  }
  interface Line {
    readonly value?: string;
    readonly keywords?: readonly string[];
    readonly disabled?: boolean;
    readonly forceMount?: boolean;
    readonly onSelect?: (value: string) => void;
  }
  export const Command: Part<"div", List>;
  export const CommandDialog: FunctionComponent<Modal & { readonly title?: string; readonly className?: string }>;
  export const CommandInput: Part<"input", { readonly value?: string; readonly onValueChange?: (search: string) => void }>;
  export const CommandList: Part<"div">;
  export const CommandEmpty: Part<"div">;
  export const CommandGroup: Part<"div", { readonly heading?: ReactNode }>;
  export const CommandItem: Part<"div", Line>;
  export const CommandShortcut: Part<"span">;
  export const CommandSeparator: Part<"div", { readonly alwaysRender?: boolean }>;
}

declare module "@/components/ui/dialog" {
  import type { AsChild, DialogBox, Modal, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  export const Dialog: FunctionComponent<Modal>;
  export const DialogTrigger: Part<"button", AsChild>;
  export const DialogClose: Part<"button", AsChild>;
  export const DialogPortal: FunctionComponent<{ readonly children?: ReactNode; readonly container?: Element | null }>;
  export const DialogOverlay: Part<"div">;
  export const DialogContent: Part<"div", DialogBox & { readonly showCloseButton?: boolean }>;
  export const DialogHeader: Part<"div">;
  export const DialogFooter: Part<"div">;
  export const DialogTitle: Part<"h2", AsChild>;
  export const DialogDescription: Part<"p", AsChild>;
}

declare module "@/components/ui/dropdown-menu" {
  import type { AsChild, Beside, Modal, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  interface Item extends AsChild {
    readonly disabled?: boolean;
    readonly textValue?: string;
    readonly onSelect?: (event: Event) => void;
  }
  interface Inset {
    readonly inset?: boolean;
  }
  export const DropdownMenu: FunctionComponent<Modal>;
  export const DropdownMenuTrigger: Part<"button", AsChild>;
  export const DropdownMenuPortal: FunctionComponent<{ readonly children?: ReactNode; readonly container?: Element | null }>;
  export const DropdownMenuContent: Part<"div", Beside & { readonly loop?: boolean }>;
  export const DropdownMenuGroup: Part<"div">;
  export const DropdownMenuItem: Part<"div", Item & Inset & { readonly variant?: "default" | "destructive" }>;
  export const DropdownMenuCheckboxItem: Part<
    "div",
    Item & { readonly checked?: boolean | "indeterminate"; readonly onCheckedChange?: (checked: boolean) => void }
  >;
  export const DropdownMenuRadioGroup: Part<"div", { readonly value?: string; readonly onValueChange?: (value: string) => void }>;
  export const DropdownMenuRadioItem: Part<"div", Item & { readonly value: string }>;
  export const DropdownMenuLabel: Part<"div", Inset>;
  export const DropdownMenuSeparator: Part<"div">;
  export const DropdownMenuShortcut: Part<"span">;
  export const DropdownMenuSub: FunctionComponent<{
    readonly open?: boolean;
    readonly defaultOpen?: boolean;
    readonly onOpenChange?: (open: boolean) => void;
    readonly children?: ReactNode;
  }>;
  export const DropdownMenuSubTrigger: Part<"div", Inset & { readonly disabled?: boolean }>;
  export const DropdownMenuSubContent: Part<"div", { readonly sideOffset?: number; readonly forceMount?: true }>;
}

declare module "@/components/ui/form" {
  import type { Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";
  import type { ControllerProps, FieldError, FieldPath, FieldValues, FormProviderProps } from "react-hook-form";

  export function Form<Values extends FieldValues, Context = unknown, Out = Values>(
    props: FormProviderProps<Values, Context, Out>,
  ): ReactNode;
  export function FormField<Values extends FieldValues = FieldValues, Name extends FieldPath<Values> = FieldPath<Values>>(
    props: ControllerProps<Values, Name>,
  ): ReactNode;
  export const FormItem: Part<"div">;
  export const FormLabel: Part<"label">;
  export const FormControl: FunctionComponent<{ readonly children?: ReactNode }>;
  export const FormDescription: Part<"p">;
  export const FormMessage: Part<"p">;
  export function useFormField(): {
    id: string;
    name: string;
    formItemId: string;
    formDescriptionId: string;
    formMessageId: string;
    invalid: boolean;
    isDirty: boolean;
    isTouched: boolean;
    error?: FieldError | undefined;
  };
}

declare module "@/components/ui/hover-card" {
  import type { AsChild, Beside, Opening, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent } from "react";

  export const HoverCard: FunctionComponent<Opening & { readonly openDelay?: number; readonly closeDelay?: number }>;
  export const HoverCardTrigger: Part<"a", AsChild>;
  export const HoverCardContent: Part<"div", Omit<Beside, "onOpenAutoFocus" | "onCloseAutoFocus">>;
}

declare module "@/components/ui/input" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Input: Part<"input">;
}

declare module "@/components/ui/label" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Label: Part<"label">;
}

declare module "@/components/ui/pagination" {
  import type { Part } from "@colloquy/client/elements/ui/parts";
  import type { ButtonProps } from "@/components/ui/button";

  interface Page {
    readonly isActive?: boolean;
    readonly size?: ButtonProps["size"];
  }
  export const Pagination: Part<"nav">;
  export const PaginationContent: Part<"ul">;
  export const PaginationItem: Part<"li">;
  export const PaginationLink: Part<"a", Page>;
  export const PaginationPrevious: Part<"a", Page>;
  export const PaginationNext: Part<"a", Page>;
  export const PaginationEllipsis: Part<"span">;
}

declare module "@/components/ui/popover" {
  import type { AsChild, Beside, Modal, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent } from "react";

  export const Popover: FunctionComponent<Modal>;
  export const PopoverTrigger: Part<"button", AsChild>;
  export const PopoverAnchor: Part<"div", AsChild>;
  export const PopoverContent: Part<"div", Beside>;
}

declare module "@/components/ui/progress" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  /** Without a value it is under way. `max` is 100 unless said otherwise. */
  export const Progress: Part<"div", { readonly value?: number | null; readonly max?: number }>;
}

declare module "@/components/ui/radio-group" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  interface Choice {
    readonly value?: string;
    readonly defaultValue?: string;
    readonly onValueChange?: (value: string) => void;
    readonly disabled?: boolean;
    readonly required?: boolean;
    readonly name?: string;
    readonly orientation?: "horizontal" | "vertical";
  }
  export const RadioGroup: Part<"div", Choice>;
  export const RadioGroupItem: Part<"button", { readonly value: string }>;
}

declare module "@/components/ui/scroll-area" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const ScrollArea: Part<"div", { readonly type?: "auto" | "always" | "scroll" | "hover"; readonly scrollHideDelay?: number }>;
  export const ScrollBar: Part<"div", { readonly orientation?: "vertical" | "horizontal" }>;
}

declare module "@/components/ui/select" {
  import type { AsChild, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  interface Choice {
    readonly value?: string;
    readonly defaultValue?: string;
    readonly onValueChange?: (value: string) => void;
    readonly open?: boolean;
    readonly defaultOpen?: boolean;
    readonly onOpenChange?: (open: boolean) => void;
    readonly disabled?: boolean;
    readonly required?: boolean;
    readonly name?: string;
    readonly children?: ReactNode;
  }
  interface Place {
    readonly position?: "item-aligned" | "popper";
    readonly side?: "top" | "right" | "bottom" | "left";
    readonly align?: "start" | "center" | "end";
    readonly sideOffset?: number;
  }
  export const Select: FunctionComponent<Choice>;
  export const SelectGroup: Part<"div">;
  export const SelectValue: Part<"span", { readonly placeholder?: ReactNode }>;
  export const SelectTrigger: Part<"button", AsChild & { readonly size?: "sm" | "default" }>;
  export const SelectContent: Part<"div", Place>;
  export const SelectLabel: Part<"div">;
  export const SelectItem: Part<"div", { readonly value: string; readonly disabled?: boolean; readonly textValue?: string }>;
  export const SelectSeparator: Part<"div">;
  export const SelectScrollUpButton: Part<"div">;
  export const SelectScrollDownButton: Part<"div">;
}

declare module "@/components/ui/separator" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Separator: Part<"div", { readonly orientation?: "horizontal" | "vertical"; readonly decorative?: boolean }>;
}

declare module "@/components/ui/sheet" {
  import type { AsChild, DialogBox, Modal, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  export const Sheet: FunctionComponent<Modal>;
  export const SheetTrigger: Part<"button", AsChild>;
  export const SheetClose: Part<"button", AsChild>;
  export const SheetPortal: FunctionComponent<{ readonly children?: ReactNode; readonly container?: Element | null }>;
  export const SheetOverlay: Part<"div">;
  export const SheetContent: Part<"div", DialogBox & { readonly side?: "top" | "bottom" | "left" | "right" | null }>;
  export const SheetHeader: Part<"div">;
  export const SheetFooter: Part<"div">;
  export const SheetTitle: Part<"h2", AsChild>;
  export const SheetDescription: Part<"p", AsChild>;
}

declare module "@/components/ui/skeleton" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Skeleton: Part<"div">;
}

declare module "@/components/ui/sonner" {
  import type { FunctionComponent } from "react";

  /** What it is given counts for the page's place of notices, which is there with the first one. */
  export const Toaster: FunctionComponent<{
    readonly position?: "top-left" | "top-right" | "bottom-left" | "bottom-right" | "top-center" | "bottom-center";
    readonly duration?: number;
    readonly visibleToasts?: number;
    readonly closeButton?: boolean;
    readonly richColors?: boolean;
    readonly expand?: boolean;
  }>;
}

declare module "@/components/ui/switch" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  interface On {
    readonly checked?: boolean;
    readonly defaultChecked?: boolean;
    readonly onCheckedChange?: (checked: boolean) => void;
    readonly required?: boolean;
  }
  export const Switch: Part<"button", On>;
}

declare module "@/components/ui/table" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Table: Part<"table">;
  export const TableHeader: Part<"thead">;
  export const TableBody: Part<"tbody">;
  export const TableFooter: Part<"tfoot">;
  export const TableRow: Part<"tr">;
  export const TableHead: Part<"th">;
  export const TableCell: Part<"td">;
  export const TableCaption: Part<"caption">;
}

declare module "@/components/ui/tabs" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  interface Shown {
    readonly value?: string;
    readonly defaultValue?: string;
    readonly onValueChange?: (value: string) => void;
    readonly orientation?: "horizontal" | "vertical";
    readonly activationMode?: "automatic" | "manual";
  }
  export const Tabs: Part<"div", Shown>;
  export const TabsList: Part<"div", { readonly loop?: boolean }>;
  export const TabsTrigger: Part<"button", { readonly value: string }>;
  export const TabsContent: Part<"div", { readonly value: string; readonly forceMount?: true }>;
}

declare module "@/components/ui/textarea" {
  import type { Part } from "@colloquy/client/elements/ui/parts";

  export const Textarea: Part<"textarea">;
}

declare module "@/components/ui/tooltip" {
  import type { AsChild, Beside, Opening, Part } from "@colloquy/client/elements/ui/parts";
  import type { FunctionComponent, ReactNode } from "react";

  interface Delay {
    /** In milliseconds. Default: 400. */
    readonly delayDuration?: number;
  }
  export const TooltipProvider: FunctionComponent<Delay & { readonly skipDelayDuration?: number; readonly children: ReactNode }>;
  export const Tooltip: FunctionComponent<Opening & Delay>;
  export const TooltipTrigger: Part<"button", AsChild>;
  export const TooltipContent: Part<"div", Omit<Beside, "onOpenAutoFocus" | "onCloseAutoFocus">>;
}

declare module "recoil" {
  import type { ReactNode } from "react";

  export interface RecoilState<Value> {
    readonly key: string;
    readonly read: () => Value;
    readonly write?: (value: Value) => void;
  }
  type Set<Value> = (value: Value | ((before: Value) => Value)) => void;
  export function atom<Value>(options: { readonly key: string; readonly default: Value }): RecoilState<Value>;
  export function selector<Value>(options: {
    readonly key: string;
    readonly get: (given: { readonly get: <Other>(state: RecoilState<Other>) => Other }) => Value;
  }): RecoilState<Value>;
  export function useRecoilValue<Value>(state: RecoilState<Value>): Value;
  export function useSetRecoilState<Value>(state: RecoilState<Value>): Set<Value>;
  export function useRecoilState<Value>(state: RecoilState<Value>): [Value, Set<Value>];
  export function RecoilRoot(props: { readonly children?: ReactNode }): ReactNode;
}

declare module "@chainlit/react-client" {
  import type { RecoilState } from "recoil";

  interface FunctionCall {
    readonly name: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly callback: (value?: unknown) => void;
  }
  /** The function of the page that the app is calling, if it waits for one. */
  export const callFnState: RecoilState<FunctionCall | undefined>;
  export const loadingState: RecoilState<boolean>;
  export function useChatData(): { connected: boolean; disabled: boolean; loading: boolean; error: boolean };
  export function useChatMessages(): {
    threadId: string | undefined;
    messages: readonly { readonly id: string; readonly output: string }[];
  };
  export function useChatInteract(): {
    sendMessage: (message: { readonly output: string }) => unknown;
    stopTask: () => void;
    clear: () => void;
    updateChatSettings: (settings: Readonly<Record<string, unknown>>) => void;
  };
}
