// The page draws what every renderer of views must draw.
import type { ChatClient } from "@colloquy/client";
import type { Action, ActionId, ViewNode } from "@colloquy/protocol";
import { viewRendererContract } from "colloquy/testing/contracts";
import { act } from "react";
import { afterEach } from "vitest";
import { type MountedView, mountView } from "../../../test/mount-view.tsx";

const mounted: MountedView[] = [];
afterEach(async () => {
  for (const view of mounted.splice(0)) await view[Symbol.asyncDispose]();
});

viewRendererContract({
  name: "the page",
  async draw(view) {
    const shown = await mountView(view);
    mounted.push(shown);
    const { box, client } = shown;
    const buttons = [...box.querySelectorAll<HTMLButtonElement>(".v-act > button, .v-form-acts > button")];
    const nameOf = (element: Element) => element.textContent.trim();
    return {
      text: read(box),
      buttons: buttons.map(nameOf),
      links: Object.fromEntries([...box.querySelectorAll("a")].map((link) => [nameOf(link), link.getAttribute("href") ?? ""])),
      async press(name) {
        for (const input of box.querySelectorAll<HTMLInputElement>("input:not([type=checkbox], [type=radio])")) await type(input, "Maren");
        const before = runningIn(view, client);
        await act(async () => buttons.find((button) => nameOf(button) === name)?.click());
        // Nobody answers, so what was pressed before runs still.
        return runningIn(view, client).find((id) => !before.includes(id)) ?? ("none" as ActionId);
      },
    };
  },
});

/** What somebody who listens is told, in order. */
function read(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.getAttribute("role") === "img") return ` ${node.getAttribute("aria-label")} `;
  if (node.getAttribute("aria-hidden") === "true" || node.hasAttribute("data-off")) return "";
  // What the page does not know it shows by its words, which is more than a renderer must.
  if (node.hasAttribute("data-unknown")) return "";
  return [...node.childNodes].map(read).join("");
}

function type(input: HTMLInputElement, words: string) {
  return act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, words);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function runningIn(view: ViewNode, { store }: ChatClient): ActionId[] {
  return actionsIn(view)
    .filter((action) => store.getAction(action).running)
    .map(({ id }) => id);
}

function actionsIn(node: ViewNode): Action[] {
  const { action, children = [] } = node as { readonly action?: Action; readonly children?: readonly ViewNode[] };
  return [...(action ? [action] : []), ...children.flatMap(actionsIn)];
}
