// How the tests start Chromium: without all of a browser that is no part of a page.
import { existsSync } from "node:fs";

// biome-ignore lint/style/noProcessEnv: as in the browser tests
const NAMED = process.env["COLLOQUY_CHROMIUM"];

/** The browser that people have. */
export const CHROMIUM = NAMED ?? "/usr/bin/chromium";

const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

/** The same engine without the browser around it, at less of the processor. Where it is not installed, or another browser is named, the whole one. */
export const SMALL_CHROMIUM = NAMED === undefined && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : CHROMIUM;

/** Chromium takes the last list it is given, so the first of these are those which Playwright turns off as well. */
const DISABLED_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  // Each person has a window of their own, though nobody sees it. The lists below its address bar are pages of the browser, and cost
  // more than ours to load.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
];

export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  `--disable-features=${DISABLED_FEATURES.join(",")}`,
];
