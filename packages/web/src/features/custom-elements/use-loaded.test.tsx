// The look of an element while its author works on it.
import { act, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useLoaded } from "./use-loaded.ts";

const MODULE = "data:text/javascript,export default () => ({})";

interface TestWindow {
  readonly happyDOM: { readonly settings: { handleDisabledFileLoadingAsSuccess: boolean } };
}

function Shown({ css }: { readonly css: string }) {
  return useLoaded("Ticket", { module: MODULE, css }).address === MODULE ? "drawn" : "another";
}

describe("the style sheet of an element", () => {
  let root: ReturnType<typeof createRoot>;
  const host = document.createElement("div");
  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    // Nothing serves the sheets here; they come all the same.
    (window as unknown as TestWindow).happyDOM.settings.handleDisabledFileLoadingAsSuccess = true;
    root = createRoot(host);
  });
  afterEach(() => {
    act(() => root.unmount());
    vi.unstubAllGlobals();
  });

  const sheets = () => [...document.head.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href"));
  const show = (css: string) =>
    act(async () =>
      root.render(
        <Suspense>
          <Shown css={css} />
        </Suspense>,
      ),
    );

  it("is shown when it alone was changed, and the earlier one when the change is taken back", async () => {
    await show("/elements/Ticket.1.css");
    await vi.waitFor(() => expect(host.textContent).toBe("drawn"));
    await show("/elements/Ticket.2.css");
    await vi.waitFor(() => expect(sheets()).toEqual(["/elements/Ticket.2.css"]));
    await show("/elements/Ticket.1.css");
    await vi.waitFor(() => expect(sheets()).toEqual(["/elements/Ticket.1.css"]));
    expect(host.textContent).toBe("drawn");
  });
});
