import { describe, expect, it, vi } from "vitest";
import { makeElementsApp } from "../../../test/elements-app.ts";
import { silentLogger } from "../logger.ts";
import { loadBundler } from "./compilers.ts";
import { CustomElements } from "./custom-elements.ts";

// As Node answers for a package that nobody has installed.
vi.mock("rolldown", () => {
  throw Object.assign(new Error("Cannot find package 'rolldown'"), { code: "ERR_MODULE_NOT_FOUND" });
});

describe("an app whose compiler is not installed", () => {
  it("is told what to install once it has custom elements", async () => {
    await expect(loadBundler()).rejects.toMatchObject({
      code: "BAD_CONFIG",
      message: "The app has custom elements, and the package that compiles them, rolldown, is not installed.",
      fix: "Run: npm install rolldown tailwindcss",
    });
  });

  it("starts when it has none: no compiler is even asked for", async () => {
    using app = makeElementsApp({ "public/note.txt": "a note" });
    const elements = new CustomElements({ appDir: app.appDir, webRoot: app.webRoot, dev: true, logger: silentLogger });
    expect(await elements.start()).toEqual({ compiled: [], problems: [], changed: false });
  });
});
