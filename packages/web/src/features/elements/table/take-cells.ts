// What a person takes along of a table: to the clipboard, or as a file where it is more than a clipboard takes without holding up the page.
import { copyBlobs } from "../../../components/ui/copy-text.ts";
import type { CopyFormat } from "./copy-rows.ts";
import type { TableClient } from "./table-client.ts";
import type { CellRange } from "./table-engine.ts";

/** What is copied is made as HTML too, as spreadsheets want it, up to so many cells. */
const MOST_HTML_CELLS = 100_000;
/** A browser hands a text to the system in one piece, about 7 ms for each million bytes, and nothing else is done meanwhile. */
const MOST_BYTES = 8_000_000;

const ENDINGS = { csv: ".csv", markdown: ".md" } as const;

/** What became of it: on the clipboard, not there because the browser lets nobody, or in a file of this name. */
export type Taken = { readonly is: "copied" | "refused" } | { readonly is: "saved"; readonly name: string };

interface Asked {
  readonly range: CellRange;
  readonly withHead: boolean;
}

class TooMuch extends Error {
  readonly content: Blob;
  constructor(content: Blob) {
    super("The text is more than a clipboard takes.");
    this.content = content;
  }
}

/** Copies cells, or saves them. */
export async function copyCells(client: TableClient, asked: Asked, format: keyof typeof ENDINGS, title: string): Promise<Taken> {
  const { fromRow, toRow, fromColumn, toColumn } = asked.range;
  const cells = (toRow - fromRow) * (toColumn - fromColumn);
  const html = format === "csv" && cells <= MOST_HTML_CELLS ? client.ask("copy", { ...asked, format: "html" }) : undefined;
  const text = client.ask("copy", { ...asked, format }).then((content) => {
    if (content.size > MOST_BYTES) throw new TooMuch(content);
    return content;
  });
  try {
    return { is: (await copyBlobs(text, html)) ? "copied" : "refused" };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const name = withEnding(title, ENDINGS[format]);
    save(error.content, name);
    return { is: "saved", name };
  }
}

/** Saves cells as a file. */
export async function saveCells(client: TableClient, range: CellRange, title: string): Promise<void> {
  const format: CopyFormat = "csv";
  save(await client.ask("copy", { range, format, withHead: true }), withEnding(title, ENDINGS[format]));
}

function withEnding(title: string, ending: string): string {
  return title.endsWith(ending) ? title : title + ending;
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
