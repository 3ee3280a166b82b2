// Steps with their texts, as rows of pieces come from a database: one row for each piece, or one for a step without any.
import type { StepWithText, TextField } from "@colloquy/protocol";

/** A piece of a text, with the step that it is of. */
export interface PieceRow {
  /** The key of the step; rows of one step follow each other, and pieces of a field are in order. */
  readonly pos: number;
  /** The step's JSON; only that of its first row is read. */
  readonly record: string;
  readonly field: TextField | null;
  readonly rev: number;
}

interface Pieces {
  readonly rev: number;
  readonly pieces: string[];
}

/** The steps in the order of their rows. `toText` gives the text of a row that has one. */
export function joinPieces<Row extends PieceRow>(rows: readonly Row[], toText: (row: Row) => string): StepWithText[] {
  const steps = new Map<number, { readonly record: string; readonly texts: Partial<Record<TextField, Pieces>> }>();
  for (const row of rows) {
    const step = steps.get(row.pos) ?? { record: row.record, texts: {} };
    steps.set(row.pos, step);
    if (row.field === null) continue;
    const text = step.texts[row.field] ?? { rev: row.rev, pieces: [] };
    step.texts[row.field] = text;
    text.pieces.push(toText(row));
  }
  return [...steps.values()].map(({ record, texts: { input, output } }) => ({
    ...(JSON.parse(record) as StepWithText),
    ...(input && { input: joined(input) }),
    ...(output && { output: joined(output) }),
  }));
}

function joined({ rev, pieces }: Pieces) {
  return { rev, text: pieces.join("") };
}
