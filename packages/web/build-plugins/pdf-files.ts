// Vite plugin: what pdf.js reads besides its code, in a folder with its version beside the page's chunks: fonts that documents need not bring,
// character maps of Chinese, Japanese and Korean, and decoders of rare pictures.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "vite";

const FOLDERS = ["cmaps", "standard_fonts", "wasm", "iccs"] as const;

export function pdfFiles(): Plugin {
  const root = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { readonly version: string };
  const folder = `pdf-${version}`;
  return {
    name: "pdf-files",
    config: () => ({ define: { __PDF_FILES__: JSON.stringify(folder) } }),
    generateBundle() {
      for (const kind of FOLDERS)
        for (const file of readdirSync(path.join(root, kind)))
          this.emitFile({
            type: "asset",
            fileName: `assets/${folder}/${kind}/${file}`,
            source: readFileSync(path.join(root, kind, file)),
          });
    },
  };
}
