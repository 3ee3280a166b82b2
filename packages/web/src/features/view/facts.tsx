// Names and what they are, in two columns that meet.
import { Fragment, type ReactNode } from "react";
import { ownDirection } from "./own-direction.ts";
import { useView, type ViewPlace } from "./view-context.ts";
import type { DrawPlain } from "./view-props.ts";

export const drawFacts: DrawPlain<"Facts"> = ({ items }, { place }) => (
  <dl className="v-facts">
    {items.map(([name, value], at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same name
      <Fragment key={at}>
        <dt dir={ownDirection(name, place)}>{name}</dt>
        {value === null ? (
          <dd>
            <None />
          </dd>
        ) : (
          drawValue(place.words.of(value), place)
        )}
      </Fragment>
    ))}
  </dl>
);

function drawValue(said: string, place: ViewPlace): ReactNode {
  return <dd dir={ownDirection(said, place)}>{said}</dd>;
}

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
