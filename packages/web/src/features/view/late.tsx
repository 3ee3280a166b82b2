// Components that come with their first use, each in the room it will take.
import type { Element } from "@colloquy/protocol";
import { Suspense, useMemo } from "react";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import type { ElementViewProps } from "../elements/element-view.ts";
import { intrinsicSize } from "../elements/intrinsic-size.ts";
import { useView } from "./view-context.ts";
import type { ViewNodeProps } from "./view-props.ts";

const ChartView = lazyPart<ElementViewProps>(async () => (await import("../elements/chart/chart-view.tsx")).ChartView);
const Table = lazyPart<ViewNodeProps<"Table">>(async () => (await import("./table.tsx")).ViewTable);
const Form = lazyPart<ViewNodeProps<"Form">>(async () => (await import("./form/view-form.tsx")).ViewForm);
const Field = lazyPart<ViewNodeProps<"Field">>(async () => (await import("./form/view-field.tsx")).ViewField);

const ROW_REM = 2.25;
const FIELD_REM = 4.5;

export function LateTable(props: ViewNodeProps<"Table">) {
  return (
    <Suspense fallback={<Room height={`${(Math.min(props.node.rows.length, 50) + 1) * ROW_REM}rem`} />}>
      <Table {...props} />
    </Suspense>
  );
}

export function LateForm(props: ViewNodeProps<"Form">) {
  return (
    <Suspense fallback={<Room height={`${(props.node.children?.length ?? 2) * FIELD_REM}rem`} />}>
      <Form {...props} />
    </Suspense>
  );
}

export function LateField(props: ViewNodeProps<"Field">) {
  return (
    <Suspense fallback={<Room height={`${FIELD_REM}rem`} />}>
      <Field {...props} />
    </Suspense>
  );
}

export function LateChart({ node: { spec, title = "" } }: ViewNodeProps<"Chart">) {
  const { elementId } = useView();
  const element = useMemo<Element>(
    () => ({ id: elementId, type: "chart", name: title, display: "inline", props: spec }),
    [elementId, title, spec],
  );
  return (
    <Suspense fallback={<Room height={intrinsicSize(element, "inline") ?? "20rem"} />}>
      <ChartView element={element} url={undefined} place="inline" />
    </Suspense>
  );
}

function Room({ height }: { readonly height: string }) {
  return <div className="v-room" aria-hidden style={{ blockSize: height }} />;
}
