// @colloquy/protocol/theme: an app's theme.json, as server and page read it. An entry of its own: only who works with themes loads the colours.

export { hexOf, type Theme, toColorTable, toTheme } from "./lib/theme/theme.ts";
export { type ContrastFinding, lowContrast, measureContrast } from "./lib/theme/theme-contrast.ts";
export { toThemeCss } from "./lib/theme/theme-css.ts";
export { type ReadTheme, readThemeFile, readThemeText, SCHEMES, type Scheme, type ThemeFile } from "./lib/theme/theme-file.ts";
export { isRemoteSheet, type ThemeFont } from "./lib/theme/theme-font.ts";
