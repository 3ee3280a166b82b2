// The page of the browser test: it shows a text both ways and gives the test the handles it turns.
import i18next from "i18next";
import { Profiler, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { initReactI18next } from "react-i18next";
import english from "../../../i18n/en.json" with { type: "json" };
import { languages } from "../code-languages.ts";
import { corpus } from "../corpus.fixture.ts";
import { htmlSanitiser } from "../html-sanitiser.ts";
import type { MarkdownOptions } from "../markdown-options.ts";
import { mathLoader } from "../math.ts";
import { StaticMarkdown } from "../static-markdown.tsx";
import { StreamingMarkdown } from "../streaming-markdown.tsx";
import { domText } from "../test-support.tsx";
import { createTextSource, type WritableTextSource } from "../text-source.ts";
import { attacks, findHarm } from "../unsafe.fixture.ts";
import "./page.css";

await i18next.use(initReactI18next).init({ lng: "en", resources: { en: { translation: english } }, interpolation: { escapeValue: false } });

let root: Root | undefined;
let source: WritableTextSource = createTextSource();
let renders = 0;

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const main = () => document.getElementById("root") ?? document.body;

function show(node: React.ReactNode): void {
  root?.unmount();
  root = createRoot(main());
  root.render(<StrictMode>{node}</StrictMode>);
}

const lab = {
  corpus,
  attacks,
  findHarm: () => findHarm(main()),
  html: () => domText(main()),
  renders: () => renders,
  /** Fetches what else comes with the first text that needs it. */
  async loadAll() {
    await Promise.all([htmlSanitiser.load(), mathLoader.load(), ...["js", "python", "ts", "sh"].map((name) => languages.load(name))]);
  },
  async showStatic(text: string, options: MarkdownOptions = {}) {
    show(<StaticMarkdown text={text} {...options} />);
    await lab.settle();
  },
  async showStream(text: string, options: MarkdownOptions = {}) {
    source = createTextSource(text);
    renders = 0;
    show(
      <Profiler
        id="answer"
        onRender={() => {
          renders += 1;
        }}
      >
        <StreamingMarkdown source={source} {...options} />
      </Profiler>,
    );
    await lab.settle();
  },
  append: (text: string) => source.append(text),
  replace: (text: string) => source.replace(text),
  async close() {
    source.close();
    await lab.settle();
  },
  /** Waits until what loads lazily has come and was drawn. */
  async settle() {
    for (let count = 0; count < 6; count += 1) await frame();
  },
  /** Streams pieces, some to a frame, and tells how the frames went and how many DOM changes each piece made. */
  async stream(pieces: readonly string[], perFrame = 1) {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ entryTypes: ["longtask"] });
    let mutations = 0;
    let removedAbove = 0;
    const watcher = new MutationObserver((records) => {
      mutations += records.length;
      for (const record of records) {
        const blocks = Array.from(record.removedNodes).filter((node) => node instanceof Element && !node.matches(".md-slot"));
        const inside = record.target as Element;
        // The live block is the tail, and colours come to code in place.
        if (blocks.length > 0 && !inside.closest?.(".md-slot, code")) removedAbove += 1;
      }
    });
    watcher.observe(main(), { subtree: true, childList: true, characterData: true, attributes: true });
    const work: number[] = [];
    let last = await frame();
    const gaps: number[] = [];
    for (let at = 0; at < pieces.length; at += perFrame) {
      for (const piece of pieces.slice(at, at + perFrame)) source.append(piece);
      const now = await frame();
      gaps.push(now - last);
      last = now;
      // The controller's frame callback ran before this one; what follows is style and layout of what it wrote.
      const before = performance.now();
      void main().offsetHeight;
      work.push(performance.now() - before);
    }
    await frame();
    observer.disconnect();
    watcher.disconnect();
    gaps.sort((a, b) => a - b);
    work.sort((a, b) => a - b);
    const p95 = (list: number[]) => list[Math.floor(list.length * 0.95)] ?? 0;
    return { frames: gaps.length, p95Frame: p95(gaps), p95Layout: p95(work), longest: Math.max(0, ...longTasks), mutations, removedAbove };
  },
};

export type Lab = typeof lab;

Object.assign(globalThis, { lab });
