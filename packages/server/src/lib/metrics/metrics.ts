// What a server does, in the words of OpenMetrics, read when somebody asks. With it goes what the author counts with the same library.
import { ChatError } from "@colloquy/protocol";
import type { Metric, OpenMetricsContentType, Registry } from "prom-client";
import { NO_DURATIONS } from "../tally.ts";
import { addFamilies, type MetricsParts } from "./families.ts";

export type { MetricsParts } from "./families.ts";

type Library = typeof import("prom-client");
type Page = Registry<OpenMetricsContentType>;

/** What a scraper reads. */
export interface MetricsPage {
  readonly contentType: string;
  readonly body: string;
}

/** The metrics of one server. */
export interface Metrics {
  read(): Promise<MetricsPage>;
  /** Nobody hears of durations any more. */
  close(): void;
}

/** Begins to measure. Throws BAD_CONFIG where the library is not installed. */
export async function openMetrics(parts: MetricsParts): Promise<Metrics> {
  const library = await load();
  const own = newPage(library);
  addFamilies(library, own, parts);
  return {
    async read() {
      const page = newPage(library);
      for (const registry of [own, ofProcess(library), library.register]) copyInto(page, registry);
      return { contentType: page.contentType, body: await page.metrics() };
    },
    close: () => {
      parts.tally.durations = NO_DURATIONS;
    },
  };
}

async function load(): Promise<Library> {
  try {
    return await import("prom-client");
  } catch (error) {
    throw new ChatError("BAD_CONFIG", "The library for metrics is not installed.", { cause: error, fix: "Run npm install prom-client." });
  }
}

/** Memory, processor, event loop: of the process, however many servers are in it. */
let processRegistry: Page | undefined;

function ofProcess(library: Library): Page {
  if (processRegistry) return processRegistry;
  processRegistry = newPage(library);
  library.collectDefaultMetrics({ register: processRegistry });
  return processRegistry;
}

function newPage({ Registry }: Library): Page {
  const page = new Registry<OpenMetricsContentType>();
  page.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return page;
}

/**
 * Where two have a name, the one that came first stays. What is registered is a stand-in: the library takes `_total` from the name of what it prints
 * as OpenMetrics, and an author may print theirs in another place.
 */
function copyInto(page: Page, from: Pick<Page, "getMetricsAsArray">): void {
  for (const metric of from.getMetricsAsArray())
    if (!page.getSingleMetric(metric.name)) page.registerMetric(Object.create(metric) as Metric<string>);
}
