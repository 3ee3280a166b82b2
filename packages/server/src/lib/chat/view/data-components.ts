// Components that show values.
import { type ChartOf, ChatError, type ViewNodeOf, type ViewValue } from "@colloquy/protocol";
import { makeNode, type ViewPart } from "./make-node.ts";

/** A value in a fact or a cell. Dates are shown as ISO 8601, so write your own words for what people read; what is undefined, as nothing. */
export type ViewCell = ViewValue | Date | undefined;

/** What `Facts` are made of. */
export interface FactsProps extends ViewPart {
  /** Names and what they are: an object, or pairs where a name comes twice. */
  readonly items: Readonly<Record<string, ViewCell>> | readonly (readonly [string, ViewCell])[];
}

/** Names and what they are. */
export function Facts({ items, ...props }: FactsProps): ViewNodeOf<"Facts"> {
  if (typeof items !== "object" || items === null)
    throw new ChatError("BAD_INPUT", "Facts: items must be an object, or a list of pairs.", {
      fix: 'Write <Facts items={{ Seats: 4, Price: "£12" }} />.',
    });
  const pairs = Array.isArray(items) ? (items as readonly (readonly [string, ViewCell])[]) : Object.entries(items);
  return makeNode("Facts", { ...props, items: pairs.map(([name, value]) => [name, toValue(`Facts: ${name}`, value)]) });
}

/** A column of a `Table`. */
export interface ViewColumn<Key extends string = string> {
  /** Which property of the rows it shows. */
  readonly key: Key;
  /** Its heading. Default: the key. */
  readonly label?: string | undefined;
  /** Where its values stand. Default: numbers at the end, everything else at the start. */
  readonly align?: "start" | "center" | "end" | undefined;
}

/** What a `Table` is made of. */
export interface TableProps<Row extends object> extends ViewPart {
  /** The rows, as records; at most 1,000. */
  readonly rows: readonly Row[];
  /** The columns, in their order: keys of the rows, or more about them. Default: the keys of the first row. */
  readonly columns?: readonly ((keyof Row & string) | ViewColumn<keyof Row & string>)[] | undefined;
  /** What it shows. */
  readonly caption?: string | undefined;
}

/** Rows and columns, for what is read at once; what is sorted and searched is a `Dataframe`. */
export function Table<Row extends object>({ rows, columns, ...props }: TableProps<Row>): ViewNodeOf<"Table"> {
  if (!Array.isArray(rows))
    throw new ChatError("BAD_INPUT", "Table: rows must be a list of records.", { fix: 'Write <Table rows={[{ city: "Rome" }]} />.' });
  const keys = columns ?? (Object.keys(rows[0] ?? {}) as (keyof Row & string)[]);
  const shown = keys.map((column) => {
    const { key, label = key, align }: ViewColumn = typeof column === "string" ? { key: column } : column;
    const isNumber = rows.length > 0 && rows.every((row: Row) => typeof (row as Record<string, unknown>)[key] === "number");
    const at = align ?? (isNumber ? "end" : undefined);
    return { key, label, ...(at && { align: at }) };
  });
  const values = rows.map((row: Row, at) =>
    shown.map(({ key }) => toValue(`Table: rows[${at}].${key}`, (row as Record<string, ViewCell>)[key])),
  );
  return makeNode("Table", { ...props, columns: shown, rows: values });
}

/** What a `Chart` is made of. */
export type ChartProps<Row extends object> = ChartOf<Row> &
  ViewPart & {
    /** What stands above it. */
    readonly title?: string | undefined;
  };

/** A chart that is read at a glance: the same as the element `Chart`, within a view. */
export function Chart<Row extends object>({ key, title, ...spec }: ChartProps<Row>): ViewNodeOf<"Chart"> {
  return makeNode("Chart", { key, title, spec });
}

function toValue(place: string, value: ViewCell): ViewValue {
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) return value.toISOString();
    throw new ChatError("BAD_INPUT", `${place} is a date that could not be read.`, {
      fix: "Look at what the Date was made from; undefined shows nothing.",
    });
  }
  return value === undefined ? null : value;
}
