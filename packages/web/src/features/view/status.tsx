// How far something is: by a glyph, which is the style sheet's, and a word, and as a bar.
import type { DrawPlain } from "./view-props.ts";

export const drawStatus: DrawPlain<"Status"> = ({ state, text, detail = "" }, { place: { words } }) => {
  const said = <p dir="auto">{text}</p>;
  return (
    <div className="v-status" data-state={state}>
      <span className="sr">{words.states[state]}</span>
      {detail === "" ? (
        said
      ) : (
        <div>
          {said}
          <p className="v-detail" dir="auto">
            {detail}
          </p>
        </div>
      )}
    </div>
  );
};

export const drawProgress: DrawPlain<"Progress"> = ({ label, value }, { place: { words } }) => {
  const said = value === undefined ? undefined : words.percent(value);
  return (
    <div className="v-progress">
      <span dir="auto">{label}</span>
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
