import { describe, expect, it } from "vitest";
import { isOwnPath, isWebAddress, leadsElsewhere, toOwnPath } from "./own-path.ts";

/** What browsers take for another host, however it is written. */
const ELSEWHERE = [
  "//evil.example/x",
  "/\t/evil.example/x",
  "/\n/evil.example/x",
  "\t//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\r\\evil.example",
  "http://evil.example/x",
  "ht\ttp://evil.example/x",
  " https://evil.example",
  "HTTPS:evil.example",
  "https:/\\evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
];

describe("an address", () => {
  it.each(ELSEWHERE.map((text) => [JSON.stringify(text), text]))("%s leads elsewhere, as a browser reads it", (_shown, text) => {
    expect([leadsElsewhere(text), toOwnPath(text), isOwnPath(text)]).toEqual([true, undefined, false]);
  });

  it("of a path that would become a host where it is used next is none of ours", () => {
    for (const text of ["/.//evil.example", "/x/..//evil.example", "/%2e//evil.example"]) expect(toOwnPath(text)).toBeUndefined();
  });

  it("on the own server is its path, query and fragment, with what the browser makes of it", () => {
    expect(toOwnPath("/")).toBe("/");
    expect(toOwnPath("/thread/1?x=1#y")).toBe("/thread/1?x=1#y");
    expect(toOwnPath("/a/../b")).toBe("/b");
    expect(toOwnPath("/sök?name=ö")).toBe("/s%C3%B6k?name=%C3%B6");
    expect(toOwnPath("/x?then=//evil.example")).toBe("/x?then=//evil.example");
    expect(toOwnPath("thread")).toBeUndefined();
    expect(leadsElsewhere("thread/1")).toBe(false);
  });

  it("of the web is whole, and written as it is read", () => {
    for (const text of ["https://example.com", "http://localhost:8000/x?y#z", "HTTPS://EXAMPLE.COM/a%09b"])
      expect(isWebAddress(text)).toBe(true);
    for (const text of [...ELSEWHERE.filter((one) => one !== "http://evil.example/x"), "https://", "ftp://x", "https:x", "https://a b"])
      expect([text, isWebAddress(text)]).toEqual([text, false]);
  });
});
