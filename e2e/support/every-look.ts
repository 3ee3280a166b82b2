// A page as people have it: at a desk and on a phone, by day, by night and in a system's colours of high contrast.
import type { Page } from "playwright-core";

const LOOKS = [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }] as const;

/** Calls back in each, once the page has taken it on. Ends in the last one. */
export async function inEveryLook(page: Page, look: () => Promise<void>): Promise<void> {
  // What is drawn, not a colour on its way from one scheme to the other.
  await page.addStyleTag({ content: "* { transition: none !important; }" });
  for (const width of [1100, 390])
    for (const media of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ forcedColors: "none", ...media });
      // The page hears of it a moment later.
      await page.locator(media.colorScheme === "dark" ? "html.dark" : "html:not(.dark)").waitFor();
      await look();
    }
}
