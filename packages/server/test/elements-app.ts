// An app with custom elements, and a page that has for them what a test needs: React, a button, a list of icons.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const resolve = (id: string) => JSON.stringify(pathToFileURL(createRequire(import.meta.url).resolve(id)).href);

const PAGE: Readonly<Record<string, string>> = {
  "index.html": "<!doctype html><html><head><meta name='colloquy-config' content='%COLLOQUY_CONFIG%'></head><body></body></html>",
  "elements-kit/manifest.json": JSON.stringify({
    react: "react.0a1b2c3d.js",
    "react/jsx-runtime": "react-jsx-runtime.0a1b2c3d.js",
    "@/components/ui/button": "button.0a1b2c3d.js",
    "@/components/ui/card": "card.0a1b2c3d.js",
    "@colloquy/client/elements": "elements.0a1b2c3d.js",
    "#bundled": { "lucide-react": "lucide.mjs" },
    "#frame": "frame.0a1b2c3d.js",
    "#style": "style.0a1b2c3d.css",
  }),
  "elements-kit/react.0a1b2c3d.js": `import React from ${resolve("react")}; export default React; export const { useState, createElement } = React;`,
  "elements-kit/react-jsx-runtime.0a1b2c3d.js": `import runtime from ${resolve("react/jsx-runtime")}; export const { jsx, jsxs, Fragment } = runtime;`,
  "elements-kit/button.0a1b2c3d.js": `import { createElement } from "./react.0a1b2c3d.js"; export const Button = (props) => createElement("button", props);`,
  "elements-kit/card.0a1b2c3d.js": `import { createElement } from "./react.0a1b2c3d.js"; export const Card = (props) => createElement("section", props);`,
  "elements-kit/elements.0a1b2c3d.js": "export const useElement = () => ({});",
  "elements-kit/frame.0a1b2c3d.js": "parent.postMessage('colloquy:frame-ready', '*');",
  "elements-kit/style.0a1b2c3d.css": ".kit { color: inherit }",
  "elements-kit/lucide.mjs": `import { createElement } from "react";
export const Ticket = () => createElement("svg", { className: "lucide-ticket" });
export const Anchor = () => createElement("svg", { className: "lucide-anchor" });`,
  "elements-kit/theme.css": `@layer theme, base, components, utilities, author;
@import "tailwindcss/theme.css" theme(reference);
@theme inline reference { --color-primary: var(--primary); }
@layer author { :where(.element-kit) { @tailwind utilities; } }`,
};

/** Its folders on disk. */
export interface ElementsApp extends Disposable {
  readonly appDir: string;
  readonly webRoot: string;
  /** Writes files below the app's folder. */
  write(files: Readonly<Record<string, string>>): void;
}

/** Makes an app with these files, by their paths below its folder. */
export function makeElementsApp(files: Readonly<Record<string, string>> = {}): ElementsApp {
  const top = mkdtempSync(path.join(tmpdir(), "colloquy-elements-"));
  const write = (folder: string, texts: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(texts)) {
      const file = path.join(top, folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  };
  write("web", PAGE);
  write("app", { "package.json": '{ "type": "module" }', ...files });
  return {
    appDir: path.join(top, "app"),
    webRoot: path.join(top, "web"),
    write: (texts) => write("app", texts),
    [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }),
  };
}
