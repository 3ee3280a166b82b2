// The app's theme, `public/theme.json`. Read when the server starts and whenever the file has changed; what is wrong in it is said once, and never breaks a page.
import type * as themes from "@colloquy/protocol/theme";
import type { Theme, ThemeFile } from "@colloquy/protocol/theme";
import type { Logger } from "../logger.ts";
import type { StaticFolder } from "./static-folder.ts";

const FILE = "theme.json";
const MOST_BYTES = 256 * 1024;

/** A theme, ready for the page. */
export interface LoadedTheme {
  /** What of the file holds, as it is written there. */
  readonly file: ThemeFile;
  readonly theme: Theme;
  /** Its style sheet, for a page below this root path. */
  css(root: string): string;
}

/** Reading colours takes 150 modules, which most apps never need: they have no theme. */
type ThemeTools = typeof themes;

interface ThemeSourceOptions {
  readonly publicFolder: StaticFolder;
  readonly fontHosts: readonly string[];
  /** Colours that are hard to read are told of only while somebody works on them. */
  readonly dev: boolean;
  readonly logger: Logger;
}

export class ThemeSource {
  readonly #options: ThemeSourceOptions;
  #read: { readonly stamp: string; readonly loaded: LoadedTheme | undefined } | undefined;

  constructor(options: ThemeSourceOptions) {
    this.#options = options;
  }

  /** The theme as it is now; undefined when the app has none. */
  async load(): Promise<LoadedTheme | undefined> {
    const file = await this.#options.publicFolder.find(FILE);
    if (!file) {
      this.#read = undefined;
      return undefined;
    }
    const stamp = `${file.size} ${file.modifiedAt}`;
    if (this.#read?.stamp === stamp) return this.#read.loaded;
    const text = file.size > MOST_BYTES ? undefined : await file.text();
    const tools = await import("@colloquy/protocol/theme");
    // Another request may have read it meanwhile.
    if (this.#read?.stamp === stamp) return this.#read.loaded;
    const loaded = text === undefined ? this.#refuse(`It is larger than ${MOST_BYTES / 1024} KiB.`) : this.#take(text, tools);
    this.#read = { stamp, loaded };
    return loaded;
  }

  #take(text: string, tools: ThemeTools): LoadedTheme {
    const { file, problems } = tools.readThemeText(text);
    for (const problem of problems) this.#complain(problem);
    const fonts = file.custom_fonts?.filter((entry) => typeof entry !== "string" || this.#isAllowed(entry, tools));
    const allowed = { ...file, ...(fonts && { custom_fonts: fonts }) };
    const theme = tools.toTheme(allowed);
    if (this.#options.dev) this.#warnOfContrast(theme, tools);
    return { file: allowed, theme, css: (root) => tools.toThemeCss(theme, root) };
  }

  /** A host that is not named would be refused by the page's policy, without a word. */
  #isAllowed(sheet: string, { isRemoteSheet }: ThemeTools): boolean {
    if (!isRemoteSheet(sheet)) return true;
    const { host, origin } = new URL(sheet);
    if (this.#options.fontHosts.some((one) => one === host || one === origin)) return true;
    this.#complain(
      `custom_fonts names ${host}, and fonts from other hosts are off: they tell that host who reads. Put the files into public/, or set fontHosts: ["${host}", …] with every host they come from.`,
    );
    return false;
  }

  #warnOfContrast(theme: Theme, { lowContrast }: ThemeTools): void {
    for (const scheme of ["light", "dark"] as const) {
      const low = lowContrast(theme).filter((finding) => finding.scheme === scheme);
      const pairs = low.map(({ front, ground, ratio, least }) => `--${front} on --${ground} ${ratio.toFixed(2)}, at least ${least}`);
      if (pairs.length > 0)
        this.#options.logger.warn({ file: `public/${FILE}`, scheme }, `public/${FILE}: hard to read in ${scheme}: ${pairs.join("; ")}.`);
    }
  }

  #refuse(problem: string): undefined {
    this.#complain(problem);
    return undefined;
  }

  #complain(problem: string): void {
    this.#options.logger.error({ file: `public/${FILE}` }, `public/${FILE}: ${problem}`);
  }
}
