import i18next from "i18next";
import { afterEach, beforeAll, expect, it } from "vitest";
import english from "../../i18n/en.json" with { type: "json" };
import { shortDuration } from "./durations.ts";

beforeAll(() => i18next.init({ lng: "en", resources: { en: { translation: english } } }));
afterEach(() => {
  document.documentElement.lang = "";
});

it("says short durations with the decimal sign of the page's language, and running ones in whole seconds", () => {
  expect(shortDuration(i18next.t, 420)).toBe("0.4 s");
  expect(shortDuration(i18next.t, 12_900, true)).toBe("12 s");
  expect(shortDuration(i18next.t, 124_000)).toBe("2 min 4 s");
  document.documentElement.lang = "de";
  expect(shortDuration(i18next.t, 6_000)).toBe("6,0 s");
});
