// Builds the page into the server's dist. Asset addresses in index.html begin with a placeholder the server fills with its root path;
// chunks find each other relative to themselves, so one build serves any path.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { elementKit } from "./build-plugins/element-kit.ts";
import { elementSources } from "./build-plugins/element-sources.ts";
import { frameRuntime } from "./build-plugins/frame-runtime.ts";
import { glyphShelves } from "./build-plugins/glyph-shelves.ts";
import { leanRouter } from "./build-plugins/lean-router.ts";
import { partedStrings } from "./build-plugins/parted-strings.ts";
import { pdfFiles } from "./build-plugins/pdf-files.ts";
import { pureSchemas } from "./build-plugins/pure-schemas.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** While developing there is no server to fill the placeholders. */
const fillPlaceholders: Plugin = {
  name: "fill-placeholders",
  apply: "serve",
  transformIndexHtml: (html) =>
    html.replaceAll("%COLLOQUY_ROOT%", "").replaceAll("%COLLOQUY_CONFIG%", "").replaceAll("%COLLOQUY_NAME%", "Colloquy"),
};

/** Vite writes the address of a preloaded file as a URL, after every hook for HTML has run, and that spoils the placeholder in it. */
const mendPlaceholders: Plugin = {
  name: "mend-placeholders",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === "asset" && file.fileName.endsWith(".html"))
        file.source = String(file.source).replaceAll("%25COLLOQUY_ROOT%25", "%COLLOQUY_ROOT%");
    }
  },
};

/** The page's texts as they are, for the command that checks an app's translations against them. */
const emitTexts: Plugin = {
  name: "emit-texts",
  apply: "build",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "texts.json", source: readFileSync(here("src/i18n/en.json")) });
  },
};

export default defineConfig({
  root: here("."),
  plugins: [
    partedStrings,
    leanRouter,
    react(),
    pureSchemas,
    tailwindcss(),
    fillPlaceholders,
    mendPlaceholders,
    emitTexts,
    glyphShelves(),
    pdfFiles(),
    frameRuntime(),
    elementKit(),
    elementSources(),
  ],
  build: {
    outDir: here("../server/dist/web"),
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The largest is what draws plots, and comes only where one is shown; a chunk beyond it is worth a word.
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      // How long each plugin took is for who changes the build, and stands in the way of who starts the tour for the first time.
      checks: { pluginTimings: false },
      // What is there from the first moment is one file, however many later ones share parts of it: a file each made fifty requests.
      output: {
        codeSplitting: {
          groups: [
            { name: "shell", tags: ["$initial"], priority: 2 },
            // Icons and parts of Markdown that later pieces share come as one file, not as a file for each icon.
            {
              name: "shared-parts",
              test: /[\\/](lucide-react[\\/]|components[\\/]markdown[\\/]|history[\\/]undo-ms\.ts$)/,
              minShareCount: 2,
              priority: 1,
            },
            // What was sent before is at hand for the keys and for the buttons.
            { name: "prompts", test: /[\\/]composer[\\/]prompt-(buttons|tools)\.tsx?$/, priority: 1 },
            // What a chat does not show when it is opened, and anybody may want a moment later.
            {
              name: "soon",
              test: /[\\/]features[\\/](composer[\\/](queue-tray|suggestion-list)|thread[\\/]edit-form|steps[\\/](step-card|plain-text))\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === "html" ? `%COLLOQUY_ROOT%/${file}` : { relative: true }),
  },
});
