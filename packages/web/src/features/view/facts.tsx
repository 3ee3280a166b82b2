// Names and what they are, in two columns that meet.
import { Fragment } from "react";
import { useView } from "./view-context.ts";
import type { DrawPlain } from "./view-props.ts";

export const drawFacts: DrawPlain<"Facts"> = ({ items }, { place: { words } }) => (
  <dl className="v-facts">
    {items.map(([name, value], at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same name
      <Fragment key={at}>
        <dt dir="auto">{name}</dt>
        <dd dir="auto">{value === null ? <None /> : words.of(value)}</dd>
      </Fragment>
    ))}
  </dl>
);

/** A dash for who sees, a word for who listens. */
export function None() {
  const { words } = useView();
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr">{words.none}</span>
    </>
  );
}
