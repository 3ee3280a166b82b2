import { parseView, viewToPlainText } from "@colloquy/protocol";
import { viewCorpus } from "colloquy/testing";
import { viewRendererContract } from "colloquy/testing/contracts";
import { expect, it } from "vitest";

viewRendererContract({
  name: "text",
  draw(view) {
    const text = viewToPlainText(view);
    const buttons = [...text.matchAll(/^ *(?:\[[^\]\n]+\] *)+$/gm)].flatMap(([line]) =>
      [...line.matchAll(/\[([^\]]+)\]/g)].map(([, name = ""]) => name),
    );
    const links = Object.fromEntries([...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, name = "", href = ""]) => [name, href]));
    return { text, buttons, links };
  },
});

it("the corpus is made of views, but for what nobody knows", () => {
  expect(viewCorpus.filter(({ view }) => !parseView(view).ok).map(({ name }) => name)).toEqual(["a component that it does not know"]);
});
