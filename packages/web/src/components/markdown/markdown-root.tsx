// What the whole and the growing text share: the element around the blocks, the names of places in it, and its footnotes.
import { type ReactNode, useCallback, useId, useMemo } from "react";
import type { BlockSplitter } from "./block-splitter.ts";
import { Pages } from "./block-view.tsx";
import { FootnotesView } from "./footnotes-view.tsx";
import { followFragment } from "./fragments.ts";
import type { LinkedNames } from "./linked-names.ts";
import { MarkdownProvider, type RenderText, type ResolvedOptions } from "./markdown-options.ts";
import "./markdown.css";
import type { StreamingBody } from "./streaming-body.ts";

interface MarkdownRootProps {
  splitter: BlockSplitter;
  options: ResolvedOptions;
  body?: StreamingBody;
  className: string | undefined;
  names?: LinkedNames | undefined;
  renderText?: RenderText | undefined;
}

export function MarkdownRoot({ splitter, options, body, className, names, renderText }: MarkdownRootProps): ReactNode {
  // Ids are the page's: each text has a prefix of its own.
  const idPrefix = `md${useId().replace(/\W/g, "")}-`;
  const context = useMemo(
    () => ({ options, definitions: splitter.definitions, body, names, renderText, idPrefix }),
    [options, splitter, body, names, renderText, idPrefix],
  );
  const onClick = useCallback((event: React.MouseEvent<HTMLElement>) => followFragment(event, idPrefix), [idPrefix]);
  return (
    <MarkdownProvider value={context}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is clicked */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard clicks links too */}
      <div className={className === undefined ? "md" : `md ${className}`} onClick={onClick}>
        <Pages root={splitter.root} />
        <FootnotesView footnotes={splitter.definitions.footnotes} />
      </div>
    </MarkdownProvider>
  );
}
