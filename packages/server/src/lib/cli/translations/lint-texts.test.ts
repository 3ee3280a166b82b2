import { describe, expect, it } from "vitest";
import { lintTexts } from "./lint-texts.ts";

const page = {
  shell: { newChat: "New chat", more: "More about {{name}}" },
  steps: { failed_one: "{{count}} failed", failed_other: "{{count}} failed" },
};
const lines = (files: Parameters<typeof lintTexts>[0]) =>
  lintTexts(files, page).map(({ language, key, message }) => `${language} ${key} ${message}`);

describe("Checking an app's texts", () => {
  it("finds nothing wrong with texts that stand in the place of the page's, in the plural forms of their language", () => {
    expect(
      lines({
        pl: { shell: { newChat: "Nowa rozmowa" }, steps: { failed_few: "{{count}} nieudane", failed_many: "{{count}} nieudanych" } },
      }),
    ).toEqual([]);
  });

  it("names a key the page does not have, with the one that was meant", () => {
    expect(lines({ de: { shell: { newchatt: "Neu" }, greeting: "Hallo" } })).toEqual([
      "de shell.newchatt is no text of the page. Did you mean shell.newChat?",
      'de greeting is no text of the page. Texts of your own go under "app".',
    ]);
  });

  it("names a placeholder that nobody fills", () => {
    expect(lines({ de: { shell: { more: "Mehr zu {{title}}", newChat: "{{x}}" } } })).toEqual([
      "de shell.more asks for {{title}}, which the page does not give. There is {{name}}.",
      "de shell.newChat asks for {{x}}, which the page does not give. There is none.",
    ]);
  });

  it("names a format that cannot be written", () => {
    const wrong = { price: "{{n, curency(EUR)}}", day: "{{d, datetime(dateStyle: huge)}}", fine: "{{n, currency(EUR)}} {{d, datetime}}" };
    expect(lines({ en: { app: wrong } })).toEqual([
      expect.stringMatching(/^en app\.price cannot write \{\{n, curency\(EUR\)\}\}: "curency\(EUR\)" is no format/),
      expect.stringMatching(/^en app\.day cannot write .*dateStyle/),
    ]);
  });

  it("names a placeholder of the app's own that the first language does not have", () => {
    const files = {
      de: { app: { hello: "Hallo {{nam}}", bye: "Bis {{when, datetime}}" } },
      en: { app: { hello: "Hello {{name}}", bye: "Till {{when}}" } },
    };
    expect(lines(files)).toEqual(["de app.hello asks for {{nam}}, which en does not."]);
  });

  it("names what one language has and another lacks, each plural form by its name", () => {
    const files = {
      en: { app: { hello: "Hello", boats_one: "{{count}} boat", boats_other: "{{count}} boats" } },
      ar: { app: { hello: "مرحبا", boats_one: "مركب", boats_other: "{{count}} مركب" } },
      de: { app: { boats_one: "{{count}} Boot", boats_other: "{{count}} Boote" } },
    };
    expect(lines(files)).toEqual([
      "ar app.boats_few is missing here; another language has it.",
      "ar app.boats_many is missing here; another language has it.",
      "ar app.boats_two is missing here; another language has it.",
      "ar app.boats_zero is missing here; another language has it.",
      "de app.hello is missing here; another language has it.",
    ]);
  });
});
