// colloquy/testing: what tests of apps need. The suites for drivers are in colloquy/testing/contracts, because they bring vitest along.
export type { TurnError } from "@colloquy/protocol";
export { type Clock, systemClock, type Timer, type TimerOptions } from "./lib/clock.ts";
export type { FileContent } from "./lib/files/content.ts";
export { createManualClock, type ManualClock } from "./lib/manual-clock.ts";
export {
  type ChatLine,
  type FilledForm,
  type MessageChoices,
  type OpenChatOptions,
  openChat,
  TEST_CONFIG,
  type TestApproval,
  type TestArtifact,
  type TestChat,
  type TestChoice,
  type TestRating,
  type TestSidebar,
} from "./lib/testing/open-chat.ts";
export { type ServeAppOptions, type ServedApp, type SignedInTester, serveApp } from "./lib/testing/serve-app.ts";
export type { TestClock } from "./lib/testing/skipping-clock.ts";
export type { TestCustomElement } from "./lib/testing/test-custom-element.ts";
export type { TestElement, TestFile } from "./lib/testing/test-elements.ts";
export { type ViewCase, viewCorpus } from "./lib/testing/view-corpus.ts";
export type { AppTexts, TextTree } from "./lib/texts.ts";
