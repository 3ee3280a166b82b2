// What holds other components: surfaces, rows, columns, grids, lists, and what stands between them.
import type { ViewNode } from "@colloquy/protocol";
import { type CSSProperties, type HTMLAttributes, isValidElement, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { ownDirection } from "./own-direction.ts";
import { isObject } from "./read-view.ts";
import { roughHeight } from "./rough-height.ts";
import { TONE_GLYPHS, toneOf } from "./tones.ts";
import { headingTag } from "./view-context.ts";
import type { Around, DrawPlain, ViewNodeProps } from "./view-props.ts";

export const drawCard: DrawPlain<"Card"> = (node, around) => {
  const { title, subtitle, icon, children } = node;
  const { place, level, draw, drawBelow } = around;
  const tone = toneOf(node.tone);
  const Heading = headingTag(level);
  const heading = title !== undefined && (
    <Heading className="v-title" dir={ownDirection(title, place)}>
      {title}
    </Heading>
  );
  const plain = subtitle === undefined && icon === undefined && tone === undefined;
  const head = plain ? (
    heading
  ) : (
    <div className="v-head">
      {(icon !== undefined || tone) && (
        <span className="v-mark" aria-hidden>
          {icon === undefined ? tone && <Icon of={TONE_GLYPHS[tone]} /> : <NamedIcon name={icon} root={place.root} />}
        </span>
      )}
      <div>
        {heading}
        {subtitle !== undefined && (
          <p className="v-subtitle" dir={ownDirection(subtitle, place)}>
            {subtitle}
          </p>
        )}
      </div>
    </div>
  );
  return (
    <div
      className="v-card"
      data-tone={tone}
      style={roomOf(node, around)}
      {...(title !== undefined && { role: "group", "aria-label": title })}
    >
      {head}
      {(title === undefined ? draw : drawBelow)(children)}
    </div>
  );
};

export const drawRow: DrawPlain<"Row"> = ({ gap, align, justify, children }, { draw }) => {
  // Buttons and nothing else end a card as its actions.
  const acts = children !== undefined && children.length > 0 && children.every((child) => isObject(child) && child.type === "Button");
  return (
    <div className="v-row" data-gap={gap} data-align={align} data-justify={justify} data-acts={acts || undefined}>
      {draw(children)}
    </div>
  );
};

export const drawColumn: DrawPlain<"Column"> = (node, around) => (
  <div className="v-column" data-gap={node.gap} data-align={node.align} style={roomOf(node, around)}>
    {around.draw(node.children)}
  </div>
);

/** The room it has in a large view until it has come near. */
function roomOf(node: ViewNode, { place }: Around): CSSProperties | undefined {
  return place.large ? ({ "--v-rough": `${roughHeight(node)}rem` } as object) : undefined;
}

export const drawGrid: DrawPlain<"Grid"> = ({ columns = 2, gap, children }, { draw }) => (
  <div className="v-grid" data-gap={gap} style={{ "--v-columns": columns } as object}>
    {draw(children)}
  </div>
);

/** A longer list is left out, too, where it is out of sight. */
const LONG_LIST = 40;
/** Words have marks before them; what is more than words is told apart by lines. */
const WORDS = new Set(["Text", "Markdown", "Link", "Badge"]);

export const drawList: DrawPlain<"List"> = ({ ordered, gap, children }, { draw }) => {
  const List = ordered ? "ol" : "ul";
  const plain = (children ?? []).every((child) => isObject(child) && WORDS.has(child.type));
  return (
    <List
      className="v-list"
      role="list"
      data-gap={gap}
      data-marks={ordered ? "numbers" : plain ? "dots" : "lines"}
      data-long={(children ?? []).length > LONG_LIST || undefined}
    >
      {draw(children).map((item) => (
        <li key={keyOf(item)} {...(!ordered && isStatus(item) ? item.props : { children: item })} />
      ))}
    </List>
  );
};

/** It is the item itself: its glyph stands where an item of words has its mark. */
function isStatus(part: ReactNode): part is ReactElement<HTMLAttributes<HTMLElement>> {
  return isValidElement<HTMLAttributes<HTMLElement>>(part) && part.type === "div" && part.props.className === "v-status";
}

/** What `draw` gave has a key each. */
export function keyOf(part: ReactNode): string {
  return typeof part === "object" && part !== null && "key" in part ? String(part.key) : "";
}

export const drawDivider: DrawPlain<"Divider"> = ({ label }, { place }) =>
  label === undefined ? (
    <hr className="v-divider" />
  ) : (
    <div className="v-divider">
      <span dir={ownDirection(label, place)}>{label}</span>
    </div>
  );

const MOST_LINES = 20;

export function ViewSkeleton({ node: { shape = "text", lines = 3 } }: ViewNodeProps<"Skeleton">) {
  const { t } = useTranslation();
  const count = shape === "text" ? Math.min(lines, MOST_LINES) : 1;
  return (
    <div className="v-skeleton" data-shape={shape}>
      <span className="sr">{t("common.loading")}</span>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: each line is like the other
        <span key={at} className="sk" aria-hidden />
      ))}
    </div>
  );
}
