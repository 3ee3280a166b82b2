// What the browser tests open is built as people get it, though the runner's process says that this is a test.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { buildAsShipped } from "../packages/web/test/build-as-shipped.ts";

it("A page that a browser test builds has React as it is shipped, and the process says what it said before", async () => {
  const root = mkdtempSync(path.join(import.meta.dirname, "../packages/web/.as-shipped-"));
  try {
    writeFileSync(path.join(root, "index.html"), '<!doctype html><script type="module" src="./main.js"></script>');
    writeFileSync(path.join(root, "main.js"), 'import { createRoot } from "react-dom/client"; createRoot(document.body).render("Hello");');
    const before = process.env.NODE_ENV;
    await buildAsShipped({ configFile: false, root, logLevel: "error", build: { outDir: "out", minify: false } });
    expect(process.env.NODE_ENV).toBe(before);
    const files = readdirSync(path.join(root, "out/assets")).map((name) => readFileSync(path.join(root, "out/assets", name), "utf8"));
    const built = files.join("\n");
    expect(built).toContain("Hello");
    expect(built).toContain("Minified React error");
    expect(built).not.toContain("react_stack_bottom_frame");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 60_000);
