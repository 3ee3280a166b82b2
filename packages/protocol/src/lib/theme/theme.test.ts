import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, evaluateColor } from "./color.ts";
import { toTheme } from "./theme.ts";
import { lowContrast, measureContrast } from "./theme-contrast.ts";
import { toThemeCss } from "./theme-css.ts";
import { readThemeFile, readThemeText } from "./theme-file.ts";
import { DARK, LIGHT } from "./tokens.ts";

const read = (variables: object, custom_fonts?: unknown) =>
  readThemeFile({ variables, ...(custom_fonts !== undefined && { custom_fonts }) });
const themeOf = (variables: object) => toTheme(read(variables).file);
const problemsOf = (light: object) => read({ light }).problems;

describe("A theme file", () => {
  it("takes HSL triplets and any CSS colour, and writes them as CSS", () => {
    const { file, problems } = read({
      light: {
        "--background": "0 0% 100%",
        "--primary": "#14532d",
        "--card": "hsl(210 40% 98%)",
        "--border": "210 40% 90% / 0.5",
        "--muted": "color-mix(in oklab, var(--primary) 5%, white)",
      },
      dark: { "--primary": "oklch(0.8 0.1 150)", "--link": "var(--primary)" },
    });
    expect(problems).toEqual([]);
    expect(toTheme(file).light).toMatchObject({
      background: "hsl(0 0% 100%)",
      primary: "#14532d",
      card: "hsl(210 40% 98%)",
      border: "hsl(210 40% 90% / 0.5)",
      muted: "color-mix(in oklab, var(--primary) 5%, white)",
    });
    expect(toTheme(file).dark).toMatchObject({ primary: "oklch(0.8 0.1 150)", link: "var(--primary)" });
  });

  it("names the variable of each wrong value, leaves it out, and keeps the rest", () => {
    const { file, problems } = read({ light: { "--primary": "blu", "--radius": "round", "--card": "#fff", accent: "#eee" } });
    expect(problems).toEqual([
      'variables.light.--primary must be a colour, as "#14532d", "oklch(0.4 0.1 150)" or "150 60% 20%", not "blu".',
      'variables.light.--radius must be a length, as "12px" or "0.75rem", not "round".',
      "variables.light.accent is no variable: names begin with two hyphens, as “--primary”.",
    ]);
    expect(file.variables?.light).toEqual({ "--card": "#fff" });
  });

  it("suggests the name that was meant, and keeps names of the author's own", () => {
    expect(problemsOf({ "--primray": "#123456" })).toEqual(["variables.light.--primray has no meaning here. Did you mean --primary?"]);
    expect(problemsOf({ "--my-shade": "1 2% 3%", "--stop-icon-mask": "url(data:x)" })).toEqual([]);
    expect(themeOf({ light: { "--my-shade": "1 2% 3%" } }).light).toEqual({ "my-shade": "1 2% 3%" });
  });

  it.each(["red; } body { display: none", "red</style><script>", "url(x", "red /* ", "red !important", '"open', "a\\62 c"])(
    "lets no value out of its declaration: %s",
    (value) => {
      for (const name of ["--primary", "--font-sans", "--radius", "--my-own"]) {
        expect(read({ light: { [name]: value } }).file.variables?.light).toEqual({});
        expect(problemsOf({ [name]: value })).toHaveLength(1);
      }
    },
  );

  it.each([
    ["{", /^This is not JSON: /],
    ["[]", /^A theme is an object/],
    ['{ "colours": {} }', "colours is no part of a theme. Known here: custom_fonts, variables."],
    ['{ "variables": { "night": {} } }', "variables.night is no part of a theme. Known here: light, dark."],
    ['{ "variables": { "light": 3 } }', "variables.light must be an object of variables."],
    ['{ "custom_fonts": ["/public/a.woff2"] }', /is a font file, and needs its name/],
    ['{ "custom_fonts": [{ "family": "A", "src": "https://fonts.example/a.woff2" }] }', /custom_fonts\[0\] needs a “src”/],
    [
      '{ "custom_fonts": [{ "family": "A", "src": "/public/</style><script>alert`1`</script>.woff2" }] }',
      /custom_fonts\[0\] needs a “src”/,
    ],
  ])("that is %s says what is wrong", (text, problem) => {
    const { problems } = readThemeText(text);
    expect(problems).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
  });

  it("knows the names of themes made for Chainlit", () => {
    expect(themeOf({ light: { "--sidebar-background": "0 0% 98%" } }).light).toEqual({ sidebar: "hsl(0 0% 98%)" });
    const both = { "--sidebar": "#fff", "--sidebar-background": "#000" };
    expect(themeOf({ light: both }).light).toEqual({ sidebar: "#fff" });
  });
});

describe("A theme", () => {
  it("leaves the night as ours where it says nothing of it, but holds fonts and sizes in both", () => {
    const theme = themeOf({
      light: { "--background": "#fefce8", "--radius": "0.25rem", "--font-sans": "Georgia, serif" },
      dark: { "--radius": "1rem" },
    });
    expect(theme).toMatchObject({
      both: { radius: "0.25rem", "font-sans": "Georgia, serif" },
      light: { background: "#fefce8" },
      dark: { radius: "1rem" },
    });
  });

  it("needs one colour: the ring keeps 3 to 1 from what it stands on, and words on the primary can be read", () => {
    for (const primary of ["#facc15", "#fde047", "#14532d", "#000000", "#ffffff", "#f472b6"]) {
      const theme = themeOf({ light: { "--primary": primary }, dark: { "--primary": primary } });
      const low = lowContrast(theme).filter(({ front }) => front === "ring" || front === "primary-foreground");
      expect(low).toEqual([]);
    }
    const chosen = themeOf({ light: { "--primary": "#facc15", "--ring": "#fff", "--primary-foreground": "#fff" } }).light;
    expect(chosen).toMatchObject({ ring: "#fff", "primary-foreground": "#fff" });
  });

  it("is a style sheet that an author's own rules win over, with paths below the server's", () => {
    const { file } = read({ light: { "--primary": "#14532d", "--radius": "4px" }, dark: { "--card": "#111" } }, [
      { family: "Literata", src: "/public/literata.woff2", weight: "200 900" },
    ]);
    expect(toThemeCss(toTheme(file), "/chat").split("\n")).toEqual([
      '@font-face { font-family: "Literata"; src: url("/chat/public/literata.woff2"); font-weight: 200 900; font-style: normal; font-display: swap; }',
      ":where(:root, :host) { --radius: 4px; }",
      expect.stringMatching(/^:where\(:root:not\(\.dark\), :host\(:not\(\.dark\)\)\) \{ --primary: #14532d; --ring: oklch\(.*\); \}$/),
      ":where(.dark) { --card: #111; }",
    ]);
    expect(toThemeCss(toTheme({}))).toBe("");
  });
});

describe("Contrast", () => {
  it("is right for what we ship: every pair passes, by day and by night", () => {
    expect(lowContrast(toTheme({}))).toEqual([]);
    expect(measureContrast(toTheme({})).length).toBeGreaterThan(80);
  });

  it("names what cannot be read, also in what follows from a colour", () => {
    const low = lowContrast(themeOf({ light: { "--primary": "#facc15" } })).map(
      ({ scheme, front, ground }) => `${scheme} ${front}/${ground}`,
    );
    expect(low).toEqual([
      "light primary/background",
      "light primary/tint",
      "light link/background",
      "light voice/background",
      "light voice/sidebar",
    ]);
  });

  it.each([
    ["#fff", "#000", 21],
    ["#777", "#fff", 4.48],
    ["rgb(0 0 0 / 0.5)", "#fff", 3.95],
    ["color-mix(in oklab, black 50%, white)", "#fff", 6],
    ["oklch(0.44 0.088 241)", "oklch(0.992 0.0025 95)", 7.49],
  ])("of %s on %s is %d", (front, ground, ratio) => {
    const [above, below] = [front, ground].map((text) => evaluateColor(text, {}));
    expect(above && below && contrast(above, below)).toBeCloseTo(ratio, 1);
  });

  it("leaves out what only a browser can work out", () => {
    const all = measureContrast(toTheme({})).length;
    const some = measureContrast(themeOf({ light: { "--success": "color-mix(in srgb, red, blue)" } }));
    expect(some.length).toBe(all - 1);
    const circle = themeOf({ light: { "--card": "var(--popover)", "--popover": "var(--card)" } });
    expect(measureContrast(circle).some(({ scheme, ground }) => scheme === "light" && ground === "card")).toBe(false);
  });
});

describe("The colours as data", () => {
  it("are those of the page's style sheet", () => {
    const css = readFileSync(new URL("../../../../web/src/theme/tokens.css", import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const [, day = "", night = ""] = /:root,\s*:host \{([\s\S]*?)\n {2}\}[\s\S]*?\.dark \{([\s\S]*?)\n {2}\}/.exec(css) ?? [];
    const declared = (block: string) =>
      new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, squeeze(value)]));
    const [light, dark] = [declared(day), declared(night)];
    const missing = [...dark.keys()].filter((name) => !name.startsWith("shadow") && !(name in LIGHT));
    expect(missing).toEqual([]);
    expect(Object.entries(LIGHT).map(([name, value]) => [name, squeeze(value)])).toEqual(
      Object.keys(LIGHT).map((name) => [name, light.get(name)]),
    );
    expect(Object.entries(DARK).map(([name, value]) => [name, squeeze(value)])).toEqual(
      Object.keys(DARK).map((name) => [name, dark.get(name)]),
    );
  });
});

const squeeze = (value: string): string =>
  value
    .replace(/\s+/g, " ")
    .replace(/\( | \)/g, (at) => at.trim())
    .trim();
