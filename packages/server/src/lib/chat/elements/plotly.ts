// A figure of Plotly, drawn in the browser.
import { ChatError } from "@colloquy/protocol";
import { check, checkOptions, list, object } from "../../check-given.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";

/** A figure as Plotly has it. */
export interface PlotlyFigure {
  /** The traces. */
  readonly data: readonly object[];
  /** How it is laid out; its width is always that of the page. */
  readonly layout?: object;
  /** The frames of an animation. */
  readonly frames?: readonly object[];
  /** What its toolbar and its mouse do. */
  readonly config?: object;
}

/** What a figure is made of. */
export interface PlotlyOptions extends ElementOptions {
  /** The figure. */
  readonly figure: PlotlyFigure;
}

const HOW = "Write new Plotly({ figure: { data: [{ x, y }] } }).";

/**
 * A figure of Plotly. For a bar, a line or a pie, `Chart` needs a tenth of the code in the browser.
 *
 * @example
 * await new Message({ content: "The curve:", elements: [new Plotly({ figure: { data: [{ x: [1, 2, 3], y: [2, 4, 8] }] } })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for what is no figure.
 */
export class Plotly extends Element {
  constructor(options: PlotlyOptions) {
    checkElement("Plotly", options, { figure: object }, HOW);
    const source = { content: givenFigure(options.figure) };
    super({
      type: "plotly",
      where: "Plotly",
      options,
      source,
      name: "figure",
      ending: ".json",
      props: { height: heightOf(options.figure) },
    });
  }

  /** Puts another figure in its place; `update()` shows it. */
  set figure(figure: PlotlyFigure) {
    this.replaceContent({ content: givenFigure(figure) }, ".json");
    this.values["height"] = heightOf(figure);
  }
}

/** The page keeps as much room for it as it will take. */
function heightOf({ layout }: PlotlyFigure): number | undefined {
  const height: unknown = layout && "height" in layout ? layout.height : undefined;
  return typeof height === "number" && Number.isFinite(height) ? height : undefined;
}

function givenFigure(figure: PlotlyFigure): string {
  check("Plotly", "figure", figure, object, HOW);
  checkOptions("Plotly: figure", figure, { data: list, layout: object, frames: list, config: object }, HOW);
  check("Plotly: figure", "data", figure.data, list, HOW);
  try {
    // Columns of numbers are often typed arrays, which have a JSON of their own.
    return JSON.stringify(figure, (_key, value: unknown) =>
      ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as never) : value,
    );
  } catch (cause) {
    throw new ChatError("BAD_INPUT", "Plotly: the figure has no JSON.", { cause, fix: "Give it plain data." });
  }
}
