// The parts of custom elements as somebody meets them who uses an element: by role, by keys, by what is said.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cn } from "./src/cn.ts";
import { shareWithKit } from "./src/host.ts";
import { atom, selector, useRecoilState, useRecoilValue } from "./src/recoil.ts";
import { Badge } from "./src/ui/badge.tsx";
import { Button } from "./src/ui/button.tsx";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "./src/ui/command.tsx";
import { Pagination, PaginationContent, PaginationItem, PaginationNext } from "./src/ui/pagination.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "./src/ui/tooltip.tsx";

const WORDS = {
  close: "Schließen",
  previous: "Zurück",
  next: "Weiter",
  pages: "Seiten",
  morePages: "Weitere Seiten",
  previousSlide: "Vorherige Folie",
  nextSlide: "Nächste Folie",
  notifications: "Hinweise",
};

const price = selector({ key: "price", get: ({ get }) => ({ total: get(atom({ key: "seats", default: 1 })) * 12 }) });

function Seats() {
  const [count, setCount] = useRecoilState(atom({ key: "seats", default: 1 }));
  return (
    <button type="button" onClick={() => setCount((before) => before + 1)}>
      {count} seats
    </button>
  );
}

function Price() {
  return <output>{useRecoilValue(price).total}</output>;
}

describe("the parts of custom elements", () => {
  let root: Root;

  beforeEach(() => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    const shared = { react: {}, "react-dom": {}, "react-dom/client": {}, "react/jsx-runtime": {} };
    shareWithKit({ ...shared, "#host": { root: "", toast: () => undefined, words: WORDS } });
    document.body.innerHTML = '<div id="here"></div>';
    root = createRoot(document.getElementById("here") as HTMLElement);
  });

  afterEach(() => act(() => root.unmount()));

  const show = (view: React.ReactNode) => act(async () => root.render(view));
  const type = (input: HTMLInputElement, text: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const press = (key: string) =>
    act(async () => {
      const field = document.querySelector("input");
      field?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    });
  const options = () => [...document.querySelectorAll('[role="option"]:not([hidden])')].map(({ textContent }) => textContent);
  const active = () => document.querySelector('[role="option"][aria-selected="true"]')?.textContent;

  const ports = (onSelect: (value: string) => void) => (
    <Command label="Ports">
      <CommandInput />
      <CommandList>
        <CommandEmpty>No such port</CommandEmpty>
        <CommandGroup heading="Islands">
          <CommandItem onSelect={onSelect}>Sanday</CommandItem>
          <CommandItem onSelect={onSelect} keywords={["capital"]}>
            Kïnloch
          </CommandItem>
        </CommandGroup>
        <CommandGroup heading="Mainland">
          <CommandItem onSelect={onSelect} disabled>
            Port Ellary
          </CommandItem>
          <CommandItem onSelect={onSelect}>Port Skene</CommandItem>
        </CommandGroup>
      </CommandList>
    </Command>
  );

  it("a command list is narrowed by what is typed, without regard to accents, and by other words for a line", async () => {
    await show(ports(() => undefined));
    const field = document.querySelector("input") as HTMLInputElement;
    expect(options()).toHaveLength(4);
    await type(field, "kinl");
    expect(options()).toEqual(["Kïnloch"]);
    expect([...document.querySelectorAll('[role="group"]:not([hidden])')]).toHaveLength(1);
    await type(field, "capital");
    expect(options()).toEqual(["Kïnloch"]);
    await type(field, "zz");
    expect(options()).toEqual([]);
    expect(document.body.textContent).toContain("No such port");
  });

  it("a command list is gone through by keys, past what cannot be chosen, and the field says which line is active", async () => {
    const chosen: string[] = [];
    await show(ports((value) => chosen.push(value)));
    const field = document.querySelector("input") as HTMLInputElement;
    expect(active()).toBe("Sanday");
    await press("ArrowDown");
    await press("ArrowDown");
    expect(active()).toBe("Port Skene");
    const named = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    expect(named?.textContent).toBe("Port Skene");
    await press("Enter");
    await press("Home");
    await press("Enter");
    expect(chosen).toEqual(["Port Skene", "Sanday"]);
  });

  it("what the parts say themselves is in the person's language", async () => {
    await show(
      <Pagination>
        <PaginationContent>
          <PaginationItem>
            <PaginationNext href="#2" />
          </PaginationItem>
        </PaginationContent>
      </Pagination>,
    );
    expect(document.querySelector("nav")?.getAttribute("aria-label")).toBe("Seiten");
    expect(document.querySelector("a")?.textContent).toBe("Weiter");
  });

  it("a tooltip needs no provider around it", async () => {
    await show(
      <Tooltip open>
        <TooltipTrigger>Ramp</TooltipTrigger>
        <TooltipContent>Shared until 12:10</TooltipContent>
      </Tooltip>,
    );
    expect(document.querySelector('body > .element-kit [data-slot="tooltip-content"]')?.textContent).toContain("Shared until 12:10");
  });

  it("two elements that name the same atom share it, and what follows from it follows in both", async () => {
    await show(
      <>
        <Seats />
        <Price />
      </>,
    );
    await act(async () => document.querySelector("button")?.click());
    expect(document.querySelector("button")?.textContent).toBe("2 seats");
    expect(document.querySelector("output")?.textContent).toBe("24");
  });
});

describe("the sheets of the kit", () => {
  const folder = path.join(import.meta.dirname, "src/styles");
  const sheets = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""));

  it("go by names that no class of Tailwind has, so that an outlined button has no second edge", () => {
    const styled = sheets.flatMap((sheet) => [...sheet.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name));
    expect(styled.length).toBeGreaterThan(100);
    expect(styled.filter((name) => !name?.startsWith("k-"))).toEqual([]);
    const button = Button({ variant: "outline", size: "sm" }).props.className as string;
    const badge = Badge({ variant: "outline" }).props.className as string;
    expect([button, badge]).toEqual(["k-button k-outline k-size-sm", "k-badge k-outline"]);
  });

  it("give an icon its size unless it says one itself, whatever the icon is called", () => {
    const selectors = sheets.flatMap((sheet) => [...sheet.matchAll(/(\.k-[\w-]+ > )(svg:not\([^)]*\)) \{/g)].map(([, , svg]) => svg ?? ""));
    expect(selectors).toHaveLength(2);
    const sized = (worn: string) => {
      const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      icon.setAttribute("class", worn);
      return selectors.map((selector) => icon.matches(selector));
    };
    for (const worn of ["lucide lucide-trash-2", "lucide lucide-arrow-right", "lucide lucide-graph-x", "lucide-view-size-x"])
      expect([worn, ...sized(worn)]).toEqual([worn, true, true]);
    for (const worn of ["size-6", "lucide size-6", "h-4", "lucide lucide-trash-2 w-4 h-4"])
      expect([worn, ...sized(worn)]).toEqual([worn, false, false]);
  });
});

describe("classes that are put together", () => {
  it("leave out what is falsy, and keep the later one of two that set the same thing", () => {
    expect(cn("px-2 py-1", false, undefined, null, ["px-4", { "text-sm": true, hidden: false }])).toBe("py-1 px-4 text-sm");
    expect(cn("bg-primary", "bg-card/50")).toBe("bg-card/50");
  });
});
