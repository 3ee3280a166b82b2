// Content that Chainlit's page fetches and that is no file of ours as it reads it: made from the element when it is asked for.
import { chartSpecSchema, type Element, parseUntrusted, type StepId, type ThreadId, viewWords } from "@colloquy/protocol";
import type { HttpDeps } from "../../http/http-deps.ts";
import { toFigure } from "./chart-to-figure.ts";

/** What an answer is made of. */
export interface MadeContent {
  readonly mime: string;
  readonly body: string | ReadableStream<Uint8Array>;
}

type Stores = Pick<HttpDeps, "files" | "registry" | "dataLayer">;

const JSON_TYPE = "application/json";
const TEXT_TYPE = "text/plain; charset=utf-8";
const TASK_STATUSES: ReadonlySet<unknown> = new Set(["ready", "running", "failed", "done"]);

/** Undefined when there is nothing to make it of, or not any more. */
export async function makeContent(stores: Stores, threadId: ThreadId, element: Element): Promise<MadeContent | undefined> {
  switch (element.type) {
    case "tasklist":
      return { mime: JSON_TYPE, body: JSON.stringify(toTaskList(element.props ?? {})) };
    case "chart": {
      const { data: spec } = parseUntrusted(chartSpecSchema, element.props);
      return spec && { mime: JSON_TYPE, body: JSON.stringify(toFigure(spec, element.name)) };
    }
    case "view":
      return { mime: TEXT_TYPE, body: viewWords(element) ?? "" };
    case "artifact": {
      const text = element.forId && (await readText(stores, threadId, element.forId));
      return text === undefined ? undefined : { mime: TEXT_TYPE, body: text };
    }
    default: {
      const opened = element.file && (await stores.files.open(threadId, element.file.key, {}));
      if (!opened) return undefined;
      const { stream } = opened.read;
      return { mime: TEXT_TYPE, body: element.type === "dataframe" ? withIndex(stream) : stream };
    }
  }
}

/** As Chainlit has it; an app may have put anything there, and one task that is none would take their whole page down. */
function toTaskList({ title, status, tasks }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof title === "string" && title !== "" && { title }),
    status: typeof status === "string" ? status : "",
    tasks: (Array.isArray(tasks) ? tasks : []).flatMap((task: Partial<Record<"title" | "status" | "forId", unknown>> | null) => {
      if (typeof task?.title !== "string") return [];
      const { title: name, status: how, forId } = task;
      return [{ title: name, status: TASK_STATUSES.has(how) ? how : "ready", forId: typeof forId === "string" ? forId : null }];
    }),
  };
}

/** Their page reads a name for each row and breaks without any. One that the table has comes later in the text, and so wins. */
function withIndex(json: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let begun = false;
  return json.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        if (begun || piece.length === 0) return controller.enqueue(piece);
        begun = true;
        controller.enqueue(new TextEncoder().encode('{"index":[],'));
        return controller.enqueue(piece.subarray(1));
      },
    }),
  );
}

async function readText({ registry, dataLayer }: Stores, threadId: ThreadId, stepId: StepId): Promise<string | undefined> {
  const live = (await registry.look(threadId))?.state.steps.get(stepId);
  if (live) return live.texts.output?.read() ?? "";
  const [stored] = await dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] });
  return stored && (stored.output?.text ?? "");
}
