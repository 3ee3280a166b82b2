// An author's view of an element that is in the chat already: one that a person sent, or that was stored.
import type { Element as ElementRecord, ElementType } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import { Audio } from "./audio.ts";
import { Chart } from "./chart.ts";
import { CustomElement } from "./custom-element.ts";
import { Dataframe } from "./dataframe.ts";
import { Element, type ElementInit } from "./element.ts";
import { File } from "./file.ts";
import { Image } from "./image.ts";
import { Pdf } from "./pdf.ts";
import { Plotly } from "./plotly.ts";
import { TaskList } from "./task-list.ts";
import { Text } from "./text.ts";
import { Video } from "./video.ts";

/** The class of each kind; those that are not here are plain elements. */
const CLASSES: Partial<Readonly<Record<ElementType, NewableFunction>>> = {
  image: Image,
  text: Text,
  pdf: Pdf,
  audio: Audio,
  video: Video,
  file: File,
  plotly: Plotly,
  dataframe: Dataframe,
  chart: Chart,
  tasklist: TaskList,
  custom: CustomElement,
};

/** `stated`: whether it is in the chat, and not only to be sent again. */
export function receivedElement(element: ElementRecord, context: ChatContext, stated = true): Element {
  const { id, type, name, display, size, language, mime, props, sandbox, actions } = element;
  const options = {
    id,
    name,
    display,
    ...(size && { size }),
    ...(language !== undefined && { language }),
    ...(mime !== undefined && { mime }),
  };
  const kind: NewableFunction = CLASSES[type] ?? Element;
  const init: ElementInit = {
    type,
    where: kind.name,
    options,
    ofThread: element.forId === undefined && stated,
    record: { element, context, stated },
    ...(props && { props }),
    rights: { ...(sandbox && { sandbox }), ...(actions && { actions }) },
  };
  // Not through the constructor of its class, which asks for the content that an author would give; all that an element is, its base holds.
  return Reflect.construct(Element, [init], kind) as Element;
}
