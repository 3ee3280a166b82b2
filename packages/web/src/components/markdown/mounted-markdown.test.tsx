// @vitest-environment happy-dom
import { beforeAll, expect, it } from "vitest";
import { htmlSanitiser } from "./html-sanitiser.ts";
import { toPageUrl } from "./safe-url.ts";
import { StaticMarkdown } from "./static-markdown.tsx";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { mount } from "./test-support.tsx";
import { createTextSource } from "./text-source.ts";

beforeAll(() => htmlSanitiser.load());

const TEXT = `[a map](/public/map.pdf "Map"), ![a plan](/public/plan.png) and [the same][map], <a href="/public/b.txt">b</a>

| cell |
|---|
| [c](/public/c.txt) |

- [elsewhere](https://a.example/public/d), [below](/chat/public/e), [host](//b.example/f), [here](#g)

[map]: /public/map.pdf`;

const EXPECTED = [
  "/chat/public/map.pdf",
  "/chat/public/plan.png",
  "/chat/public/map.pdf",
  "/chat/public/b.txt",
  "/chat/public/c.txt",
  "https://a.example/public/d",
  "/chat/public/e",
  "//b.example/f",
];

function addressesIn(element: Element): (string | null)[] {
  return Array.from(
    element.querySelectorAll("a[href]:not([href^='#']), img"),
    (found) => found.getAttribute("href") ?? found.getAttribute("src"),
  );
}

it("links and images of an app lead to where the app is mounted", () => {
  using fixed = mount(<StaticMarkdown text={TEXT} root="/chat" allowHtml />);
  expect(addressesIn(fixed.element)).toEqual(EXPECTED);
  const source = createTextSource(TEXT);
  source.close();
  using live = mount(<StreamingMarkdown source={source} root="/chat" allowHtml />);
  expect(addressesIn(live.element)).toEqual(EXPECTED);
});

it("a link that is still being written leads there as well", () => {
  using live = mount(<StreamingMarkdown source={createTextSource("See [a map](/public/map.pdf) and")} root="/chat" />);
  expect(addressesIn(live.element)).toEqual(["/chat/public/map.pdf"]);
});

it("at the root of a site, addresses stay as they were written", () => {
  using fixed = mount(<StaticMarkdown text="[a](/public/a.txt) [b](/chat/b)" />);
  expect(addressesIn(fixed.element)).toEqual(["/public/a.txt", "/chat/b"]);
});

it("a footnote that is called half an emoji is shown like any other", () => {
  using shown = mount(<StaticMarkdown text={"As told[^\ud83d].\n\n[^\ud83d]: By them."} />);
  const reference = shown.element.querySelector("sup a");
  expect(reference?.textContent).toBe("1");
  expect(shown.element.textContent).toContain("By them.");
});

it.each([
  ["/public/a?b=c#d", "/chat/public/a?b=c#d"],
  ["/chat", "/chat"],
  ["/chatter", "/chat/chatter"],
  ["/../public/a", "/chat/public/a"],
  ["public/a", "public/a"],
  ["#a", "#a"],
  ["mailto:a@b.example", "mailto:a@b.example"],
  ["//other.example/a", "//other.example/a"],
  ["/\\other.example/a", "/\\other.example/a"],
  ["javascript:alert(1)", undefined],
])("%j below /chat is %j", (address, expected) => {
  expect(toPageUrl(address, "/chat")).toBe(expected);
});
