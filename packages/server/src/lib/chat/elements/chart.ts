// A chart: a few rows that somebody reads at a glance. Its specification is the props of the element, so it changes live.
import { type ChartOf, type ChartSpec, ChatError, chartSpecSchema } from "@colloquy/protocol";
import { anything, check, type Kind, list, object, oneOf, text } from "../../check-given.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";

/** What a chart is made of: the specification, and how the element is shown. `Row` is one of its `data`. */
export type ChartOptions<Row extends object = Record<string, unknown>> = Omit<ElementOptions, "mime" | "language"> & ChartOf<Row>;

const HOW = 'Write new Chart({ kind: "bar", data: [{ day: "Mon", sales: 5 }], x: "day", y: "sales" }).';

/** The options of a specification, by name; what is in them, its schema knows. */
const SPEC: Readonly<Record<keyof ChartSpec, Kind>> = {
  kind: oneOf("line", "bar", "area", "scatter", "pie"),
  data: list,
  x: text,
  y: anything,
  series: text,
  xLabel: text,
  yLabel: text,
  unit: text,
  xType: text,
  stacked: anything,
  height: anything,
  description: text,
};

/**
 * A small chart: a line, bars, an area, points or a pie, with a table of its values for people who do not see it.
 *
 * @example
 * const data = [{ day: "Mon", sales: 5 }, { day: "Tue", sales: 8 }];
 * await new Message({ content: "Sales:", elements: [new Chart({ kind: "bar", data, x: "day", y: "sales" })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for what is no chart.
 */
export class Chart<Row extends object = Record<string, unknown>> extends Element {
  constructor(options: ChartOptions<Row>) {
    checkElement("Chart", options, SPEC, HOW);
    const { name, display, size, id, ...spec } = options;
    const given = {
      ...(name !== undefined && { name }),
      ...(display && { display }),
      ...(size && { size }),
      ...(id !== undefined && { id }),
    };
    super({ type: "chart", where: "Chart", options: given, name: "chart", props: givenSpec(spec) });
  }

  /** What it shows and how, as it stands in the record: dates are texts. */
  get spec(): ChartSpec {
    return { ...this.values } as ChartSpec;
  }

  /** Shows other values, or the same ones otherwise, after `update()`. */
  set spec(spec: ChartSpec | ChartOf<Row>) {
    check("Chart", "spec", spec, object, HOW);
    const given = givenSpec(spec);
    for (const name of Object.keys(this.values)) delete this.values[name];
    Object.assign(this.values, given);
  }
}

/** Checked as the page will read it; a date becomes text, and what is no number a gap. */
function givenSpec(spec: object): ChartSpec {
  const { data } = spec as { readonly data?: unknown };
  check("Chart", "data", data, list, HOW);
  const parsed = chartSpecSchema.safeParse(JSON.parse(JSON.stringify(spec)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
    throw new ChatError("BAD_INPUT", `Chart${place ?? ""} is not what a chart takes: ${issue?.message ?? "unknown"}.`, {
      cause: parsed.error,
      fix: HOW,
    });
  }
  const { x, y, series } = parsed.data;
  for (const column of [x, ...(Array.isArray(y) ? y : [y]), ...(series === undefined ? [] : [series])]) {
    if (parsed.data.data.length > 0 && !parsed.data.data.some((row) => Object.hasOwn(row, column)))
      throw new ChatError("BAD_INPUT", `Chart: no row has a "${column}".`, {
        fix: `The rows have ${Object.keys(parsed.data.data[0] ?? {}).join(", ")}.`,
      });
  }
  return parsed.data;
}
