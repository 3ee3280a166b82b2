// Which view shows which kind. Each is a chunk of its own that comes with the first element of its kind.
import type { ElementType } from "@colloquy/protocol";
import type { ComponentType } from "react";
import { type LazyPart, lazyPart } from "../../components/ui/lazy-part.tsx";
import type { ElementViewProps } from "./element-view.ts";

const part = (load: () => Promise<ComponentType<ElementViewProps>>) => lazyPart<ElementViewProps>(load);
const file = part(async () => (await import("./file/file-view.tsx")).FileView);

export const ELEMENT_VIEWS: Readonly<Record<ElementType, LazyPart<ElementViewProps>>> = {
  image: part(async () => (await import("./image/image-view.tsx")).ImageView),
  text: part(async () => (await import("./text/text-view.tsx")).TextView),
  audio: part(async () => (await import("./media/audio-view.tsx")).AudioView),
  video: part(async () => (await import("./media/video-view.tsx")).VideoView),
  tasklist: part(async () => (await import("./tasks/task-list-view.tsx")).TaskListView),
  file,
  pdf: part(async () => (await import("./pdf/pdf-view.tsx")).PdfView),
  plotly: part(async () => (await import("./plotly/plotly-view.tsx")).PlotlyView),
  dataframe: part(async () => (await import("./table/table-view.tsx")).TableView),
  chart: part(async () => (await import("./chart/chart-view.tsx")).ChartView),
  artifact: file,
  custom: part(async () => (await import("../custom-elements/custom-view.tsx")).CustomView),
  view: part(async () => (await import("../view/view-view.tsx")).ViewView),
};
