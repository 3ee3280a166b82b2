// What whoever draws views must do: ours, those of other chat platforms, and anybody else's. Call it in a test file of vitest.
import type { ActionId, ViewNode } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { checkContract } from "../check-given.ts";
import { viewCorpus } from "./view-corpus.ts";

/** A view that was drawn. */
export interface DrawnView {
  /** Everything that can be read, from the first to the last. */
  readonly text: string;
  /** What can be pressed, by name. */
  readonly buttons: readonly string[];
  /** Where its links lead, by name. */
  readonly links: Readonly<Record<string, string>>;
  /** Presses a button and tells which action it runs. Absent where drawing is all that is done. */
  press?(name: string): ActionId | Promise<ActionId>;
}

/** What the suite is for. */
export interface ViewRendererContractOptions {
  /** Named in the tests. */
  readonly name: string;
  /** Draws a view, which may have components that it does not know. */
  readonly draw: (view: ViewNode) => DrawnView | Promise<DrawnView>;
}

/** Describes and tests something that draws views. */
export function viewRendererContract(options: ViewRendererContractOptions): void {
  checkContract("viewRendererContract", options);
  describe(`views drawn by "${options.name}"`, () => {
    it.each(viewCorpus.map((one) => [one.name, one] as const))("%s: its words are read in their order", async (_, { view, shows }) => {
      const { text } = await options.draw(view);
      let from = 0;
      for (const words of shows) {
        const at = text.indexOf(words, from);
        expect(at, `${words} in ${text.slice(from, from + 500)}`).toBeGreaterThanOrEqual(0);
        from = at + words.length;
      }
      expect(text).not.toContain("unseen");
    });

    const pressed = viewCorpus.filter(({ buttons }) => buttons.length > 0);
    it.each(pressed.map((one) => [one.name, one] as const))("%s: its buttons are pressed by name", async (_, { view, buttons }) => {
      const drawn = await options.draw(view);
      expect(drawn.buttons).toEqual(buttons.map(({ name }) => name));
      if (drawn.press) for (const { name, actionId } of buttons) expect(await drawn.press(name)).toBe(actionId);
    });

    const linked = viewCorpus.filter(({ links }) => links.length > 0);
    it.each(linked.map((one) => [one.name, one] as const))("%s: its links lead where they say", async (_, { view, links }) => {
      const drawn = await options.draw(view);
      for (const { name, href } of links) expect(drawn.links[name]).toBe(href);
    });
  });
}
