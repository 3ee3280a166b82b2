// What an app may choose about Markdown, and the context that brings it to the blocks. It never changes while text streams.
import { createContext, type ReactNode, useContext, useState } from "react";
import { Definitions } from "./definitions.ts";
import type { LinkedNames } from "./linked-names.ts";
import { isRemote } from "./safe-url.ts";
import type { StreamingBody } from "./streaming-body.ts";

export interface MarkdownOptions {
  /** Render harmless HTML instead of showing it as text. It is always sanitised. Default false. */
  readonly allowHtml?: boolean | undefined;
  /** Read `$…$`, `$$…$$`, `\(…\)` and `\[…\]` as formulas. Default false. */
  readonly latex?: boolean | undefined;
  /** How alerts look. Default `modern`. */
  readonly alertStyle?: "modern" | "classic" | undefined;
  /** Whether an image may load by itself. By default only this site's own may: a remote image tells its host that the answer was read. */
  readonly allowImage?: ((url: string) => boolean) | undefined;
  /** The path the app is mounted on, as `/chat`: paths of the app in a text are below it. Default "", the root of the site. */
  readonly root?: string | undefined;
  /** Where a remote image is to be had without its host learning of the reader; undefined where it is not. Without it none is offered. */
  readonly imageAddress?: ((url: string) => string | undefined) | undefined;
}

export type ResolvedOptions = Required<{ [Key in keyof MarkdownOptions]: NonNullable<MarkdownOptions[Key]> }>;

/** Fills in the defaults. */
export function resolveOptions(options: MarkdownOptions): ResolvedOptions {
  return {
    allowHtml: options.allowHtml ?? false,
    latex: options.latex ?? false,
    alertStyle: options.alertStyle ?? "modern",
    allowImage: options.allowImage ?? ((url) => !isRemote(url)),
    root: options.root ?? "",
    imageAddress: options.imageAddress ?? (() => undefined),
  };
}

/** The options with a stable identity as long as none of them changes. */
export function useStableOptions(options: MarkdownOptions): ResolvedOptions {
  const { allowHtml = false, latex = false, alertStyle = "modern", allowImage, imageAddress, root = "" } = options;
  const key = `${allowHtml} ${latex} ${alertStyle} ${root}`;
  const [kept, keep] = useState(() => ({ key, allowImage, imageAddress, resolved: resolveOptions(options) }));
  if (kept.key === key && kept.allowImage === allowImage && kept.imageAddress === imageAddress) return kept.resolved;
  const next = { key, allowImage, imageAddress, resolved: resolveOptions(options) };
  keep(next);
  return next.resolved;
}

export interface MarkdownContext {
  readonly options: ResolvedOptions;
  readonly definitions: Definitions;
  /** The controller of the live tail; absent for text that is whole. */
  readonly body: StreamingBody | undefined;
  /** Names in the text that lead somewhere. */
  readonly names?: LinkedNames | undefined;
  /** Draws the words between all marks otherwise than as they are; only in texts that are whole. */
  readonly renderText?: RenderText | undefined;
  /** Begins the id of every place in the text, so that no two texts share one. */
  readonly idPrefix: string;
}

/** Draws a stretch of plain words. */
export type RenderText = (text: string) => ReactNode;

const Context = createContext<MarkdownContext>({
  options: resolveOptions({}),
  definitions: new Definitions(),
  body: undefined,
  idPrefix: "md-",
});

export const MarkdownProvider = Context.Provider;

export function useMarkdown(): MarkdownContext {
  return useContext(Context);
}
