// Components that hold others.
import type { ViewGap, ViewNodeOf, ViewTone } from "@colloquy/protocol";
import { makeContainer, makeNode, type ViewPart } from "./make-node.ts";
import type { ViewChild } from "./view-children.ts";

/** What every component with others in it can be given. */
export interface ViewContainer extends ViewPart {
  /** What stands in it. */
  readonly children?: ViewChild;
}

/** What a `Card` is made of. */
export interface CardProps extends ViewContainer {
  /** What stands above it. */
  readonly title?: string | undefined;
  /** A sentence below the title. */
  readonly subtitle?: string | undefined;
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly icon?: string | undefined;
  /** What it means. */
  readonly tone?: ViewTone | undefined;
}

/** A surface with a title: what belongs together. */
export function Card(props: CardProps, ...children: ViewChild[]): ViewNodeOf<"Card"> {
  return makeContainer("Card", props, children);
}

/** What a `Row` is made of. */
export interface RowProps extends ViewContainer {
  /** How much room is between the parts. Default `medium`. */
  readonly gap?: ViewGap | undefined;
  /** How they stand across the row. Default `center`. */
  readonly align?: "start" | "center" | "end" | "baseline" | undefined;
  /** Where they stand along the row. Default `start`. */
  readonly justify?: "start" | "center" | "end" | "between" | undefined;
}

/** Parts beside each other; they wrap where there is no room. */
export function Row(props: RowProps, ...children: ViewChild[]): ViewNodeOf<"Row"> {
  return makeContainer("Row", props, children);
}

/** What a `Column` is made of. */
export interface ColumnProps extends ViewContainer {
  /** How much room is between the parts. Default `medium`. */
  readonly gap?: ViewGap | undefined;
  /** How wide they are and where they stand. Default `stretch`. */
  readonly align?: "start" | "center" | "end" | "stretch" | undefined;
}

/** Parts below each other. */
export function Column(props: ColumnProps, ...children: ViewChild[]): ViewNodeOf<"Column"> {
  return makeContainer("Column", props, children);
}

/** What a `Grid` is made of. */
export interface GridProps extends ViewContainer {
  /** The most columns, from 1 to 6. Default 2; fewer on a phone. */
  readonly columns?: number | undefined;
  /** How much room is between the parts. Default `medium`. */
  readonly gap?: ViewGap | undefined;
}

/** Parts in columns of the same width. */
export function Grid(props: GridProps, ...children: ViewChild[]): ViewNodeOf<"Grid"> {
  return makeContainer("Grid", props, children);
}

/** What `Tabs` are made of. */
export interface TabsProps extends ViewPart {
  /** What they are for, for people who do not see them. */
  readonly label?: string | undefined;
  /** Only `Tab`s. */
  readonly children?: ViewChild;
}

/** Several parts, one of which is shown; each is a `Tab`. */
export function Tabs(props: TabsProps, ...children: ViewChild[]): ViewNodeOf<"Tabs"> {
  return makeContainer("Tabs", props, children);
}

/** What a `Tab` is made of. */
export interface TabProps extends ViewContainer {
  /** What a person reads on it. */
  readonly label: string;
  /** Beside the label. */
  readonly icon?: string | undefined;
}

/** One part of `Tabs`. */
export function Tab(props: TabProps, ...children: ViewChild[]): ViewNodeOf<"Tab"> {
  return makeContainer("Tab", props, children);
}

/** What `Details` are made of. */
export interface DetailsProps extends ViewContainer {
  /** What is read while they are closed. */
  readonly summary: string;
  /** Whether they are open at first. Default false. */
  readonly open?: boolean | undefined;
}

/** What is shown when somebody opens it. */
export function Details(props: DetailsProps, ...children: ViewChild[]): ViewNodeOf<"Details"> {
  return makeContainer("Details", props, children);
}

/** What a `List` is made of. */
export interface ListProps extends ViewContainer {
  /** Whether the items are numbered. Default false. */
  readonly ordered?: boolean | undefined;
  /** How much room is between the items. Default `small`. */
  readonly gap?: ViewGap | undefined;
}

/** Each child is one item. One that grows at its end is not drawn anew. */
export function List(props: ListProps, ...children: ViewChild[]): ViewNodeOf<"List"> {
  return makeContainer("List", props, children);
}

/** What a `Divider` is made of. */
export interface DividerProps extends ViewPart {
  /** Words in its middle. */
  readonly label?: string | undefined;
}

/** A line between parts. */
export function Divider(props: DividerProps = {}): ViewNodeOf<"Divider"> {
  return makeNode("Divider", props);
}

/** What a `Skeleton` is made of. */
export interface SkeletonProps extends ViewPart {
  /** What will come: lines of text, a block, or something round. Default `text`. */
  readonly shape?: "text" | "block" | "circle" | undefined;
  /** How many lines of text, from 1 to 20. Default 3. */
  readonly lines?: number | undefined;
}

/** Stands where something comes. */
export function Skeleton(props: SkeletonProps = {}): ViewNodeOf<"Skeleton"> {
  return makeNode("Skeleton", props);
}
