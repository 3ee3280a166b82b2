// The app's theme on a page that is open: the same style sheet that the server writes into a new one.
import type { ThemeFile } from "@colloquy/protocol/theme";

const ID = "app-theme";

/** Puts a theme in the place of the one that holds; undefined is the page's own look. */
export async function applyTheme(file: ThemeFile | undefined, root: string): Promise<void> {
  const { toTheme, toThemeCss } = await import("@colloquy/protocol/theme");
  const theme = toTheme(file ?? {});
  writeSheet(toThemeCss(theme, root));
  // Scripts of the author's look here, as they do in Chainlit.
  Object.assign(window, { theme: { light: {}, dark: {}, ...file?.variables } });
  for (const sheet of theme.sheets) addLink(sheet.startsWith("/") ? root + sheet : sheet);
}

function writeSheet(css: string): void {
  const style = document.getElementById(ID) ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: ID }));
  style.textContent = css;
}

function addLink(href: string): void {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  if (links.some((link) => link.getAttribute("href") === href)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}
