// The page of the browser tests: it shows one element by its kind, as a host would: behind a skeleton, and with words where it fails.
import type { Element, ElementId } from "@colloquy/protocol";
import { Component, type ComponentType, lazy, type ReactNode, StrictMode, Suspense } from "react";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { ElementViewProps } from "../../src/features/elements/element-view.ts";
import { intrinsicSize } from "../../src/features/elements/intrinsic-size.ts";
import { directionOf, startI18n } from "../../src/i18n/i18n.ts";
import { lateStrings } from "../../src/i18n/late-strings.ts";
import "./page.css";

const VIEWS: Readonly<Record<string, ComponentType<ElementViewProps>>> = {
  chart: lazy(async () => ({ default: (await import("../../src/features/elements/chart/chart-view.tsx")).ChartView })),
  plotly: lazy(async () => ({ default: (await import("../../src/features/elements/plotly/plotly-view.tsx")).PlotlyView })),
  pdf: lazy(async () => ({ default: (await import("../../src/features/elements/pdf/pdf-view.tsx")).PdfView })),
  table: lazy(async () => ({ default: (await import("../../src/features/elements/table/table-view.tsx")).TableView })),
};

export interface Shown {
  readonly kind: string;
  readonly url?: string;
  readonly name?: string;
  readonly place?: ElementViewProps["place"];
  readonly props?: Readonly<Record<string, unknown>>;
  /** With a region: `de-DE`. */
  readonly language?: string;
  readonly dark?: boolean;
  readonly withoutOpen?: boolean;
}

class Failure extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    return this.state.error ? <p role="alert">{`${this.state.error.name}: ${this.state.error.message}`}</p> : this.props.children;
  }
}

let root: Root | undefined;
const longTasks: number[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  entryTypes: ["longtask"],
});

const lab = {
  opened: 0,
  /** The height that a skeleton of it has, in px. */
  skeleton(element: Parameters<typeof intrinsicSize>[0], place: ElementViewProps["place"]) {
    const box = document.createElement("div");
    box.style.blockSize = intrinsicSize(element, place) ?? "";
    document.body.append(box);
    const { height } = box.getBoundingClientRect();
    box.remove();
    return height;
  },
  /** The longest task of the page's own thread since it was asked last, in ms. */
  async longestTask() {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return Math.max(0, ...longTasks.splice(0));
  },
  async show({ kind, url, name = "October", place = "page", props, language = "en-GB", dark = false, withoutOpen = false }: Shown) {
    const View = VIEWS[kind];
    if (!View) throw new Error(`There is no ${kind}.`);
    const strings = language.startsWith("en") ? "en" : language.startsWith("zh") ? "zh-CN" : (language.split("-")[0] ?? "en");
    const i18n = await startI18n({ strings, tag: language, person: language });
    await lateStrings();
    document.documentElement.dir = directionOf(strings);
    document.documentElement.classList.toggle("dark", dark);
    const element = { id: "e1" as ElementId, type: "file", name, display: "inline", ...(props && { props }) } as Element;
    const onOpen = withoutOpen ? undefined : () => void (lab.opened += 1);
    root?.unmount();
    root = createRoot(document.getElementById("root") ?? document.body);
    root.render(
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <Failure key={`${url} ${place}`}>
            <Suspense fallback={<p>…</p>}>
              <div data-place={place}>
                <View element={element} url={url} place={place} onOpen={onOpen} />
              </div>
            </Suspense>
          </Failure>
        </I18nextProvider>
      </StrictMode>,
    );
  },
};

export type Lab = typeof lab;

Object.assign(globalThis, { lab });
