// Blocks as React elements. A sealed leaf renders once; an open container renders again only when it gets a child or closes.
import { createElement, Fragment, memo, type ReactNode, useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { type Align, type Block, Container, type Leaf } from "./block-tree.ts";
import { CalloutView } from "./callout-view.tsx";
import { CodeCard } from "./code-card.tsx";
import { FootnoteView } from "./footnote-view.tsx";
import { MathBlock } from "./formula-view.tsx";
import { headingTag } from "./heading.ts";
import { HtmlView } from "./html-view.tsx";
import { InlineText } from "./inline-view.tsx";
import { useMarkdown } from "./markdown-options.ts";
import { RestView } from "./rest-view.tsx";
import { RowView, TableView } from "./table-view.tsx";
import type { Direction } from "./text-direction.ts";

/** Children are compared by the page, so that one more block costs the same however many came before. */
const PAGE = 32;

const noAlign: readonly Align[] = [];

/** The blocks of a container, and the place of its live block while it is open. */
export function Blocks({ parent }: { parent: Container }) {
  useSyncExternalStore(parent.subscribe, parent.version);
  return (
    <>
      <Children parent={parent} />
      <Slot parent={parent} tag="div" />
    </>
  );
}

/**
 * The blocks of a whole text. Each page of them is a box of its own, which the browser leaves out of its work while it is off the screen:
 * without that, a word at the end of a very long answer would cost it a look at every block above.
 */
export function Pages({ root }: { root: Container }) {
  useSyncExternalStore(root.subscribe, root.version);
  const pages = pagesOf(root);
  const count = Math.max(pages.length, 1);
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pages never move
    <div key={index} className={index < count - 1 ? "md-page md-page-full" : "md-page"}>
      {pages[index]}
      {index === count - 1 && <Slot parent={root} tag="div" />}
    </div>
  ));
}

export function Children({ parent }: { parent: Container }): ReactNode {
  return pagesOf(parent);
}

function pagesOf(parent: Container): ReactNode[] {
  const { children } = parent;
  const pages: ReactNode[] = [];
  for (let from = 0; from < children.length; from += PAGE) {
    const to = Math.min(from + PAGE, children.length);
    // The blocks at both ends are part of it: a text replaced from the server may have as many blocks as before.
    pages.push(<Page key={from} parent={parent} from={from} to={to} first={children[from]} last={children[to - 1]} />);
  }
  return pages;
}

interface PageProps {
  parent: Container;
  from: number;
  to: number;
  first: Block | undefined;
  last: Block | undefined;
}

const Page = memo(function Page({ parent, from, to }: PageProps) {
  const align = parent.data.kind === "table" ? parent.data.align : noAlign;
  return parent.children
    .slice(from, to)
    .map((block) =>
      block instanceof Container ? (
        <ContainerView key={block.id} container={block} within={parent} />
      ) : (
        <LeafView key={block.id} leaf={block} align={align} />
      ),
    );
});

const LeafView = memo(function LeafView({ leaf, align }: { leaf: Leaf; align: readonly Align[] }) {
  const { body, idPrefix } = useMarkdown();
  switch (leaf.kind) {
    case "paragraph":
      return (
        <p dir={leaf.dir}>
          <InlineText source={leaf.source} name={`${leaf.id}.0`} />
        </p>
      );
    case "heading": {
      const attributes = { className: `md-h${leaf.level}`, dir: leaf.dir, id: idPrefix + leaf.name };
      return createElement(headingTag(leaf.level), attributes, <InlineText source={leaf.source} name={`${leaf.id}.0`} />);
    }
    case "code":
      return <CodeCard source={leaf.source} language={leaf.language} live={body?.isLive ?? false} />;
    case "math":
      return <MathBlock tex={leaf.source} />;
    case "html":
      return <HtmlView source={leaf.source} />;
    case "rule":
      return <hr />;
    case "row":
      return <RowView id={leaf.id} source={leaf.source} align={align} />;
    case "rest":
      return <RestView source={leaf.source} />;
    default:
      return leaf satisfies never;
  }
});

const ContainerView = memo(function ContainerView({ container, within }: { container: Container; within: Container }) {
  const { data } = container;
  const dir = useSyncExternalStore(container.subscribe, container.direction);
  const deep = depthOf(container);
  switch (data.kind) {
    case "quote":
      return (
        <blockquote dir={dir} data-deep={deep}>
          <Blocks parent={container} />
        </blockquote>
      );
    case "callout":
      return (
        <CalloutView alert={data.alert} title={data.title} dir={dir} deep={deep}>
          <Blocks parent={container} />
        </CalloutView>
      );
    case "list":
      return <ListView list={container} ordered={data.ordered} first={data.first} />;
    case "item":
      return <ItemView item={container} task={data.task} dir={dir} deep={deep} />;
    case "table":
      return <OpenTable table={container} head={data.head} align={data.align} dir={dir} />;
    case "footnote":
      // It is shown with the others, at the end; where it was written it leaves nothing.
      return within.data.kind === "footnotes" ? (
        <FootnoteView footnote={container} label={data.label}>
          <Blocks parent={container} />
        </FootnoteView>
      ) : null;
    case "root":
    case "footnotes":
      return <Blocks parent={container} />;
    default:
      return data satisfies never;
  }
});

/** How deep a container stands, in steps that the style sheet knows: deeper ones are indented less, so that there is room for words. */
function depthOf({ level }: Container): 1 | 2 | 3 | undefined {
  if (level <= 3) return undefined;
  return level <= 6 ? 1 : level <= 12 ? 2 : 3;
}

function ListView({ list, ordered, first }: { list: Container; ordered: boolean; first: number }) {
  useSyncExternalStore(list.subscribe, list.version);
  if (!ordered) return <ul>{<Children parent={list} />}</ul>;
  return <ol start={first === 1 ? undefined : first}>{<Children parent={list} />}</ol>;
}

interface ItemProps {
  item: Container;
  task: boolean | undefined;
  dir: Direction | undefined;
  deep: number | undefined;
}

function ItemView({ item, task, dir, deep }: ItemProps) {
  const { t } = useTranslation();
  if (task === undefined) {
    return (
      <li dir={dir} data-deep={deep}>
        <Blocks parent={item} />
      </li>
    );
  }
  return (
    <li className="md-task" dir={dir} data-deep={deep}>
      <input type="checkbox" checked={task} disabled aria-label={task ? t("markdown.taskDone") : t("markdown.taskOpen")} />
      <Blocks parent={item} />
    </li>
  );
}

interface OpenTableProps {
  table: Container;
  head: readonly string[];
  align: readonly Align[];
  dir: Direction | undefined;
}

function OpenTable({ table, head, align, dir }: OpenTableProps) {
  useSyncExternalStore(table.subscribe, table.version);
  return (
    <TableView table={table} head={head} align={align} dir={dir} slot={<Slot parent={table} tag="tbody" />}>
      <Children parent={table} />
    </TableView>
  );
}

/** Where the controller puts the live block. React never looks inside. */
function Slot({ parent, tag }: { parent: Container; tag: "div" | "tbody" }) {
  const { body } = useMarkdown();
  const attach = useCallback((slot: HTMLElement) => body?.attach(parent, slot), [body, parent]);
  return body && parent.open ? createElement(tag, { className: "md-slot", ref: attach }) : <Fragment />;
}
