// The commands of a page, as somebody would copy them into a terminal.
import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../set-up.mjs";

/** The fenced blocks of a page from a heading or a phrase on, in their order. */
export function blocksOf(page, { after, language }) {
  const text = readFileSync(path.join(repository, page), "utf8");
  const start = text.indexOf(after);
  if (start < 0) throw new Error(`${page} does not say "${after}" any more.`);
  const fence = new RegExp(`^\`\`\`${language}[^\\n]*\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...text.slice(start).matchAll(fence)].map(([, content = ""]) => content);
}

/** The lines of a block that are commands. */
export function linesOf(block = "") {
  return block
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
}
