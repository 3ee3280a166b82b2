// npm run api: writes docs/api anew from the code.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../doc-pages.ts";
import { readEntries, writePages } from "./write-api.ts";

const folder = path.join(repository, "docs/api");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { file, text } of writePages(readEntries())) writeFileSync(path.join(folder, file), text);
