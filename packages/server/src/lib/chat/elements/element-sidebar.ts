// The panel beside the chat, where the app decides what it shows. It stands in the surface and its elements belong to the thread, so it is
// there after a reload and a restart too.
import type { Element as ElementRecord, ElementType, Fact, SidePanel } from "@colloquy/protocol";
import { check, checkOptions, text } from "../../check-given.ts";
import { type ChatContext, onlyReadsError, requireContext } from "../../session/context.ts";
import type { Element } from "./element.ts";
import { forgetFiles } from "./forget-files.ts";
import { elementList } from "./shown-elements.ts";

/** Chainlit's word for a panel that is all content. */
const CANVAS = "canvas";
/** What belongs to the thread and is not the sidebar's. */
const OTHERS: ReadonlySet<ElementType> = new Set(["tasklist", "artifact"]);

/** The panel beside the chat, filled by the app. */
export const elementSidebar = {
  /** Opens the panel with a title, or changes it; what it shows stays. The title "canvas" gives the whole panel to what it shows, without a heading. */
  async setTitle(title: string): Promise<void> {
    check("elementSidebar.setTitle", "the title", title, text, 'Write elementSidebar.setTitle("Sources").');
    const { session } = writable();
    const { elementIds = [] } = session.state.surface.sidePanel ?? {};
    session.emit(panelSet({ ...(title === CANVAS ? { canvas: true } : { title }), elementIds }));
  },

  /**
   * Shows elements in the panel, in the place of those that it showed; an empty list closes it. With the `key` that was set last nothing
   * changes, so it may be called with every message; without a key it always shows what it is given.
   *
   * @throws BAD_INPUT for what is no element, and for content that cannot be read.
   */
  async setElements(elements: readonly Element[], options: { readonly key?: string } = {}): Promise<void> {
    check("elementSidebar.setElements", "the elements", elements, elementList, "Write elementSidebar.setElements([new Text({ … })]).");
    checkOptions("elementSidebar.setElements", options, { key: text });
    const context = writable();
    const { session } = context;
    const { key } = options;
    if (key !== undefined && session.state.surface.sidePanel?.key === key) {
      for (const element of elements) element.toJSON();
      return;
    }
    for (const element of elements) await element.prepare();
    session.assertLive(context.turnId);
    const set = elements.map((element) => ({ element, record: element.toRecord(element.forId) }));
    const { title, canvas } = session.state.surface.sidePanel ?? {};
    const elementIds = elements.map(({ id }) => id);
    const panel: SidePanel = {
      ...(title !== undefined && { title }),
      ...(canvas && { canvas }),
      ...(key !== undefined && { key }),
      elementIds,
    };
    const old = shownOnlyHere(context).filter(({ id }) => !elementIds.includes(id));
    session.emit(
      ...set.map(({ record }): Fact => ({ type: "element-set", element: record })),
      elements.length > 0 ? panelSet(panel) : panelSet(null),
      ...old.map(({ id }): Fact => ({ type: "element-removed", elementId: id })),
    );
    for (const { element, record } of set) await element.noteStated(record);
    await forgetFiles(session, old);
  },

  /** Closes the panel and takes what it showed out of the chat. */
  async close(): Promise<void> {
    await this.setElements([]);
  },
};

function writable(): ChatContext {
  const context = requireContext();
  if (context.onlyReads) throw onlyReadsError();
  context.session.assertLive(context.turnId);
  return context;
}

function panelSet(sidePanel: SidePanel | null): Fact {
  return { type: "surface-set", surface: { sidePanel } };
}

/** What the panel shows and nothing else does. */
function shownOnlyHere({ session }: ChatContext): ElementRecord[] {
  const { surface, elements } = session.state;
  return (surface.sidePanel?.elementIds ?? [])
    .map((id) => elements.get(id))
    .filter((element) => element !== undefined)
    .filter(({ forId, type }) => forId === undefined && !OTHERS.has(type));
}
