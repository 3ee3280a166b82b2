// A view is what an app shows as a value: a tree of our own components, plain JSON. No component takes HTML, CSS or script; whatever draws it
// decides how it looks there. It lives in the `props` of an element of type `view`.
import * as z from "zod/mini";
import { actionSchema } from "../action.ts";
import { chartSpecSchema } from "../chart.ts";
import { formFieldSchema } from "../form/form.ts";
import { hintSchema, iconSchema, labelSchema } from "../surface/short-text.ts";

/** The most components of one view. */
export const MAX_VIEW_NODES = 2_000;
/** The longest view, as JSON in UTF-16 units. */
export const MAX_VIEW_LENGTH = 256 * 1024;
/** How deep components may stand in each other. */
export const MAX_VIEW_DEPTH = 20;
/** The most rows of one table or items of one list of facts. */
export const MAX_VIEW_ROWS = 1_000;

export const VIEW_TONES = ["neutral", "info", "success", "warning", "danger"] as const;
/** What something means; each place has its own colours and signs for it. */
export type ViewTone = (typeof VIEW_TONES)[number];
export const VIEW_GAPS = ["none", "small", "medium", "large"] as const;
/** How much room is between the parts. */
export type ViewGap = (typeof VIEW_GAPS)[number];
export const VIEW_STATES = ["waiting", "running", "done", "failed", "stopped"] as const;
/** How far something is. */
export type ViewState = (typeof VIEW_STATES)[number];

const text = z.string().check(z.maxLength(20_000));
const longText = z.string().check(z.maxLength(200 * 1024));
const tone = z.optional(z.enum(VIEW_TONES));
const gap = z.optional(z.enum(VIEW_GAPS));
const address = z.string().check(z.minLength(1), z.maxLength(2_000));
const scalar = z.union([z.string().check(z.maxLength(10_000)), z.number(), z.boolean(), z.null()]);
/** What stands in a cell or beside the name of a fact. */
export type ViewValue = z.infer<typeof scalar>;

/** Tells one component from its neighbours when the view changes, as a key of React does. */
const common = { key: z.optional(z.string().check(z.maxLength(200))) };
/** What stands in a component. Its type is said by `ViewNode`: it would be one of its own parts here. */
const children: z.ZodMiniOptional<z.ZodMiniType<unknown[]>> = z.optional(z.lazy(childrenSchema));
function childrenSchema(): z.ZodMiniType<unknown[]> {
  return z.array(viewNodeSchema as z.ZodMiniType<unknown>).check(z.maxLength(MAX_VIEW_NODES));
}

/** The components, by name. */
export const viewComponents = {
  /** A surface with a title; what belongs together. */
  Card: z.object({
    type: z.literal("Card"),
    ...common,
    title: z.optional(labelSchema),
    subtitle: z.optional(hintSchema),
    icon: z.optional(iconSchema),
    tone,
    children,
  }),
  /** Parts beside each other; they wrap where there is no room. */
  Row: z.object({
    type: z.literal("Row"),
    ...common,
    gap,
    align: z.optional(z.enum(["start", "center", "end", "baseline"])),
    justify: z.optional(z.enum(["start", "center", "end", "between"])),
    children,
  }),
  /** Parts below each other. */
  Column: z.object({
    type: z.literal("Column"),
    ...common,
    gap,
    align: z.optional(z.enum(["start", "center", "end", "stretch"])),
    children,
  }),
  /** Parts in columns of the same width; fewer on a phone. */
  Grid: z.object({
    type: z.literal("Grid"),
    ...common,
    /** The most columns. Default 2. */
    columns: z.optional(z.number().check(z.int(), z.gte(1), z.lte(6))),
    gap,
    children,
  }),
  /** One of several parts is shown; its children are of type `Tab`. */
  Tabs: z.object({ type: z.literal("Tabs"), ...common, label: z.optional(labelSchema), children }),
  Tab: z.object({ type: z.literal("Tab"), ...common, label: labelSchema, icon: z.optional(iconSchema), children }),
  /** What is shown when somebody opens it. */
  Details: z.object({ type: z.literal("Details"), ...common, summary: labelSchema, open: z.optional(z.boolean()), children }),
  Heading: z.object({
    type: z.literal("Heading"),
    ...common,
    text,
    /** Within the view. Default 2. */
    level: z.optional(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  }),
  /** Plain words; line breaks stay. */
  Text: z.object({
    type: z.literal("Text"),
    ...common,
    text,
    size: z.optional(z.enum(["small", "medium", "large"])),
    weight: z.optional(z.enum(["regular", "bold"])),
    muted: z.optional(z.boolean()),
    tone,
  }),
  /** Markdown as messages are. */
  Markdown: z.object({ type: z.literal("Markdown"), ...common, text: longText }),
  Code: z.object({ type: z.literal("Code"), ...common, text: longText, language: z.optional(z.string().check(z.maxLength(50))) }),
  /** A word that marks something. */
  Badge: z.object({ type: z.literal("Badge"), ...common, text: labelSchema, icon: z.optional(iconSchema), tone }),
  Icon: z.object({ type: z.literal("Icon"), ...common, name: iconSchema, tone, label: z.optional(labelSchema) }),
  /** A picture at an address; `alt` is what it shows, and empty when it says nothing. */
  Image: z.object({
    type: z.literal("Image"),
    ...common,
    src: address,
    alt: z.string().check(z.maxLength(1_000)),
    /** Width by height, for the room it takes before it is there. */
    aspect: z.optional(z.number().check(z.positive())),
    /** The widest it is, in CSS pixels. */
    maxWidth: z.optional(z.number().check(z.gte(16), z.lte(4_000))),
    rounded: z.optional(z.boolean()),
  }),
  /** Names and what they are. */
  Facts: z.object({
    type: z.literal("Facts"),
    ...common,
    items: z.array(z.tuple([labelSchema, scalar])).check(z.maxLength(MAX_VIEW_ROWS)),
  }),
  Table: z.object({
    type: z.literal("Table"),
    ...common,
    caption: z.optional(labelSchema),
    columns: z
      .array(
        z.object({
          key: z.string().check(z.maxLength(200)),
          label: z.string().check(z.maxLength(500)),
          align: z.optional(z.enum(["start", "center", "end"])),
        }),
      )
      .check(z.maxLength(30)),
    /** Each has a value for each column, in their order. */
    rows: z.array(z.array(scalar).check(z.maxLength(30))).check(z.maxLength(MAX_VIEW_ROWS)),
  }),
  /** Each child is one item. */
  List: z.object({ type: z.literal("List"), ...common, ordered: z.optional(z.boolean()), gap, children }),
  Chart: z.object({ type: z.literal("Chart"), ...common, title: z.optional(labelSchema), spec: chartSpecSchema }),
  Progress: z.object({
    type: z.literal("Progress"),
    ...common,
    label: labelSchema,
    /** From 0 to 1; without it nobody knows. */
    value: z.optional(z.number().check(z.gte(0), z.lte(1))),
  }),
  /** How far something is, in a word. */
  Status: z.object({ type: z.literal("Status"), ...common, state: z.enum(VIEW_STATES), text: labelSchema, detail: z.optional(hintSchema) }),
  Divider: z.object({ type: z.literal("Divider"), ...common, label: z.optional(labelSchema) }),
  Link: z.object({ type: z.literal("Link"), ...common, href: address, text: labelSchema, icon: z.optional(iconSchema) }),
  /** Runs an action of the app. */
  Button: z.object({
    type: z.literal("Button"),
    ...common,
    action: actionSchema,
    disabled: z.optional(z.boolean()),
    /** What it says from the press until its handler has ended. */
    pending: z.optional(labelSchema),
  }),
  /** The fields within it go to its action, or answer the question of its message when it has none. */
  Form: z.object({
    type: z.literal("Form"),
    ...common,
    action: z.optional(actionSchema),
    /** What its button says. */
    submit: z.optional(labelSchema),
    disabled: z.optional(z.boolean()),
    pending: z.optional(labelSchema),
    /** What stands in its fields at first. */
    initial: z.optional(z.record(z.string(), z.unknown())),
    children,
  }),
  /** Something to fill in; only within a `Form`. */
  Field: z.object({ type: z.literal("Field"), ...common, field: formFieldSchema }),
  /** Stands where something comes. */
  Skeleton: z.object({
    type: z.literal("Skeleton"),
    ...common,
    shape: z.optional(z.enum(["text", "block", "circle"])),
    lines: z.optional(z.number().check(z.int(), z.gte(1), z.lte(20))),
  }),
} as const;

/** A component of a view, by name. */
export type ViewType = keyof typeof viewComponents;
export const VIEW_TYPES = Object.keys(viewComponents) as readonly ViewType[];

type Containers = "Card" | "Row" | "Column" | "Grid" | "Tabs" | "Tab" | "Details" | "List" | "Form";
type Raw<Type extends ViewType> = z.infer<(typeof viewComponents)[Type]>;
/** An interface, which compilers before TypeScript 7 need for a type that stands in itself. */
interface WithChildren {
  readonly children?: readonly ViewNode[];
}
type Node<Type extends ViewType> = Type extends Containers ? Readonly<Omit<Raw<Type>, "children">> & WithChildren : Readonly<Raw<Type>>;
/** One component of a view with what stands in it. */
export type ViewNode = { [Type in ViewType]: Node<Type> }[ViewType];
/** The component of this name. */
export type ViewNodeOf<Type extends ViewType> = Extract<ViewNode, { type: Type }>;

export const viewNodeSchema: z.ZodMiniType<ViewNode> = z.lazy(() =>
  z.discriminatedUnion("type", Object.values(viewComponents) as unknown as [(typeof viewComponents)["Card"]]),
) as unknown as z.ZodMiniType<ViewNode>;

export const viewPropsSchema = z.object({
  view: viewNodeSchema,
  /** It is being drawn. What is found like this when its turn is over never became whole, and goes. */
  draft: z.optional(z.boolean()),
  /** Who put it together, when it was not the app: a page shows no field for a password in it. */
  drawnBy: z.optional(z.literal("model")),
});
/** The `props` of an element of type `view`. */
export type ViewProps = Readonly<z.infer<typeof viewPropsSchema>>;
