// What a page in the pseudo-language says without its brackets: words that were written into the page and not translated.
import type { Page } from "playwright-core";

/** Words of the app and of people, which are nobody's to translate; and names of keys, files and languages. */
const NOT_OURS = [
  ".message-content",
  ".ai-message .md",
  ".about-profile",
  "[role=menuitemradio] .under",
  ".profile-text",
  ".md pre",
  "bdi",
  "kbd",
  "code",
  "pre",
  "[dir=auto]",
  ".threads a",
  "[lang]:not(html)",
  "option[lang]",
].join();

/** What the states' app, its people and the calendar say where no element tells it apart. */
const BY_THE_APP = [
  /^\p{L}+ \d{4}$/u,
  /^Harbourmaster$/,
  /^(Harbour office|Add a source|wx-…)$/,
  /^(Timetable|Map|Tides: Tide tables|Write to the harbour office)$/,
  /^(Weather at Kinloch|Simulated a spare vessel|Draft the plan)$/,
];

/** Each word for people that is visible, or read out, and is not translated. */
export async function untranslated(page: Page): Promise<string[]> {
  const found = await page.evaluate((notOurs) => {
    const seen: { where: string; text: string }[] = [];
    const isTranslated = (text: string) => text.includes("[") && text.includes("]");
    const check = (element: Element, where: string, text: string | null) => {
      if (!text || !/\p{L}{2}/u.test(text) || isTranslated(text)) return;
      if (element.closest(notOurs) || !(element as HTMLElement).checkVisibility()) return;
      const id = element.id === "" ? "" : `#${element.id}`;
      seen.push({ where: `${where} of ${element.tagName.toLowerCase()}${id}.${element.getAttribute("class")}`, text: text.trim() });
    };
    for (const element of document.body.querySelectorAll("*")) {
      if (element.matches("script, style, svg *")) continue;
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ textContent }) => textContent);
      if (own.length > 0) check(element, "the text", own.join(""));
      for (const name of ["aria-label", "placeholder", "title", "alt", "aria-valuetext", "aria-roledescription"])
        check(element, name, element.getAttribute(name));
    }
    return seen;
  }, NOT_OURS);
  return found.filter(({ text }) => !BY_THE_APP.some((one) => one.test(text))).map(({ where, text }) => `${where}: ${text}`);
}
