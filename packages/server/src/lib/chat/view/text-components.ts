// Components that say something.
import type { ViewNodeOf, ViewState, ViewTone } from "@colloquy/protocol";
import { makeNode, type ViewPart, wordsOf } from "./make-node.ts";
import type { ViewWords } from "./view-children.ts";

/** What every component of words can be given. */
export interface ViewWording extends ViewPart {
  /** What it says; or put it between the tags. */
  readonly text?: string | undefined;
  /** What it says. */
  readonly children?: ViewWords;
}

/** What a `Heading` is made of. */
export interface HeadingProps extends ViewWording {
  /** From 1, the largest, to 3. Default 2. */
  readonly level?: 1 | 2 | 3 | undefined;
}

/** The title of a part. */
export function Heading({ text, children, ...props }: HeadingProps, ...more: ViewWords[]): ViewNodeOf<"Heading"> {
  return makeNode("Heading", { ...props, text: wordsOf("Heading", text, [children, more]) });
}

/** What a `Text` is made of. */
export interface TextProps extends ViewWording {
  /** Default `medium`. */
  readonly size?: "small" | "medium" | "large" | undefined;
  /** Default `regular`. */
  readonly weight?: "regular" | "bold" | undefined;
  /** Less important than what is around it. */
  readonly muted?: boolean | undefined;
  /** What it means. */
  readonly tone?: ViewTone | undefined;
}

/** Plain words; line breaks stay. A text between other tags is one by itself. */
export function Text({ text, children, ...props }: TextProps, ...more: ViewWords[]): ViewNodeOf<"Text"> {
  return makeNode("Text", { ...props, text: wordsOf("Text", text, [children, more]) });
}

/** Markdown, as messages are. Give long texts as `text`: JSX joins their lines. */
export function Markdown({ text, children, ...props }: ViewWording, ...more: ViewWords[]): ViewNodeOf<"Markdown"> {
  return makeNode("Markdown", { ...props, text: wordsOf("Markdown", text, [children, more]) });
}

/** What a `Code` is made of. */
export interface CodeProps extends ViewWording {
  /** What it is code of, as "ts". */
  readonly language?: string | undefined;
}

/** Code, with a button that copies it. */
export function Code({ text, children, ...props }: CodeProps, ...more: ViewWords[]): ViewNodeOf<"Code"> {
  return makeNode("Code", { ...props, text: wordsOf("Code", text, [children, more]) });
}

/** What a `Badge` is made of. */
export interface BadgeProps extends ViewWording {
  /** Before its words. */
  readonly icon?: string | undefined;
  /** What it means. */
  readonly tone?: ViewTone | undefined;
}

/** A word that marks something. */
export function Badge({ text, children, ...props }: BadgeProps, ...more: ViewWords[]): ViewNodeOf<"Badge"> {
  return makeNode("Badge", { ...props, text: wordsOf("Badge", text, [children, more]) });
}

/** What an `Icon` is made of. */
export interface IconProps extends ViewPart {
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly name: string;
  /** What it means. */
  readonly tone?: ViewTone | undefined;
  /** What it says, for people who do not see it; without one it is only decoration. */
  readonly label?: string | undefined;
}

/** A sign. */
export function Icon(props: IconProps): ViewNodeOf<"Icon"> {
  return makeNode("Icon", props);
}

/** What an `Image` is made of. */
export interface ImageProps extends ViewPart {
  /** An address of the web, or a path that begins with a slash, as /public/boat.webp. */
  readonly src: string;
  /** What it shows; empty when it says nothing. */
  readonly alt: string;
  /** Width by height, for the room it takes before it is there. */
  readonly aspect?: number | undefined;
  /** The widest it is, in CSS pixels. */
  readonly maxWidth?: number | undefined;
  /** Whether its corners are round. */
  readonly rounded?: boolean | undefined;
}

/** A picture at an address. */
export function Image(props: ImageProps): ViewNodeOf<"Image"> {
  return makeNode("Image", props);
}

/** What a `Link` is made of. */
export interface LinkProps extends ViewWording {
  /** An address of the web, a path that begins with a slash, or mailto: or tel:. */
  readonly href: string;
  /** Before its words. */
  readonly icon?: string | undefined;
}

/** Leads somewhere. */
export function Link({ text, children, ...props }: LinkProps, ...more: ViewWords[]): ViewNodeOf<"Link"> {
  return makeNode("Link", { ...props, text: wordsOf("Link", text, [children, more]) });
}

/** What a `Status` is made of. */
export interface StatusProps extends ViewWording {
  /** How far it is. */
  readonly state: ViewState;
  /** A sentence beside it. */
  readonly detail?: string | undefined;
}

/** How far something is, in a word. */
export function Status({ text, children, ...props }: StatusProps, ...more: ViewWords[]): ViewNodeOf<"Status"> {
  return makeNode("Status", { ...props, text: wordsOf("Status", text, [children, more]) });
}

/** What a `Progress` is made of. */
export interface ProgressProps extends ViewPart {
  /** What goes on. */
  readonly label: string;
  /** From 0 to 1; without it nobody knows. */
  readonly value?: number | undefined;
}

/** How much of something is done. */
export function Progress(props: ProgressProps): ViewNodeOf<"Progress"> {
  return makeNode("Progress", props);
}
