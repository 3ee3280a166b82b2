// @vitest-environment happy-dom
import fc from "fast-check";
import { act, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { languages } from "./code-languages.ts";
import { corpus } from "./corpus.fixture.ts";
import { htmlSanitiser } from "./html-sanitiser.ts";
import { mathLoader } from "./math.ts";
import { StaticMarkdown } from "./static-markdown.tsx";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { domText, mount } from "./test-support.tsx";
import { createTextSource } from "./text-source.ts";

const modes = [
  { latex: false, allowHtml: false },
  { latex: true, allowHtml: true },
];

/** Lets the frames that were asked for come, so that what was written is shown. */
async function nextFrame(): Promise<void> {
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
}

async function loadAll(): Promise<void> {
  await Promise.all([htmlSanitiser.load(), mathLoader.load(), ...["js", "python", "ts", "sh"].map((name) => languages.load(name))]);
}

describe("a Markdown text that streams", () => {
  it("ends with the same DOM as the static view, wherever it is cut", { timeout: 120_000 }, async () => {
    await loadAll();
    const text = fc.array(fc.constantFrom(...corpus), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("\n\n"));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...modes),
        async (whole, sizes, mode) => {
          using fixed = mount(<StaticMarkdown text={whole} {...mode} />);
          const source = createTextSource();
          using live = mount(<StreamingMarkdown source={source} {...mode} />);
          for (let from = 0, turn = 0; from < whole.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            source.append(whole.slice(from, from + size));
            from += size;
            await nextFrame();
          }
          source.close();
          await nextFrame();
          expect(domText(live.element)).toBe(domText(fixed.element));
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(corpus.map((text) => [text.slice(0, 40), text] as const))("reads the same letter by letter: %j", async (_, whole) => {
    await loadAll();
    for (const mode of modes) {
      using fixed = mount(<StaticMarkdown text={whole} {...mode} />);
      const source = createTextSource();
      using live = mount(
        <StrictMode>
          <StreamingMarkdown source={source} {...mode} />
        </StrictMode>,
      );
      for (const character of whole) {
        source.append(character);
        await nextFrame();
      }
      source.close();
      await nextFrame();
      expect(domText(live.element)).toBe(domText(fixed.element));
    }
  });
});
