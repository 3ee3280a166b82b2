// How far something is: by a glyph, which is the style sheet's, and a word, and as a bar.
import { ownDirection } from "./own-direction.ts";
import type { DrawPlain } from "./view-props.ts";

export const drawStatus: DrawPlain<"Status"> = ({ state, text, detail = "" }, { place }) => {
  const said = <p dir={ownDirection(text, place)}>{text}</p>;
  return (
    <div className="v-status" data-state={state}>
      <span className="sr">{place.words.states[state]}</span>
      {detail === "" ? (
        said
      ) : (
        <div>
          {said}
          <p className="v-detail" dir={ownDirection(detail, place)}>
            {detail}
          </p>
        </div>
      )}
    </div>
  );
};

export const drawProgress: DrawPlain<"Progress"> = ({ label, value }, { place }) => {
  const said = value === undefined ? undefined : place.words.percent(value);
  return (
    <div className="v-progress">
      <span dir={ownDirection(label, place)}>{label}</span>
      {said !== undefined && (
        <span className="num" aria-hidden>
          {said}
        </span>
      )}
      <div
        className="v-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(value !== undefined && { "aria-valuenow": Math.round(value * 100), "aria-valuetext": said })}
        style={value === undefined ? undefined : ({ "--v": value } as object)}
      />
    </div>
  );
};
