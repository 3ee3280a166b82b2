import { expect, expectTypeOf, it } from "vitest";
import { type ColloquyConfig, defineConfig } from "../../index.ts";

it("a configuration is checked while it is written: keys, sections, words and kinds", () => {
  expectTypeOf(defineConfig({ name: "Librarian", layout: "wide", features: { latex: true } })).toEqualTypeOf<ColloquyConfig>();
  // @ts-expect-error there is no such setting
  defineConfig({ layuot: "wide" });
  // @ts-expect-error nor in a section
  defineConfig({ features: { latecks: true } });
  // @ts-expect-error one of three words
  defineConfig({ defaultTheme: "pink" });
  // @ts-expect-error a number
  defineConfig({ sessionTimeout: "3600" });
  // @ts-expect-error a driver or a path
  defineConfig({ dataLayer: 3 });
  // @ts-expect-error settings are read, not changed
  defineConfig({}).name = "Other";
  expect(defineConfig({ port: 8000 })).toEqual({ port: 8000 });
});
