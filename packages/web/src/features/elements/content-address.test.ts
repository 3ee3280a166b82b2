import { type Element, type FileKey, newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { toContent } from "./content-address.ts";

const threadId = newId<ThreadId>();
const key = newId<FileKey>();
const config = {
  imageHosts: ["images.example", "*.cdn.example", "https://one.example:8443/pictures/"],
  mediaHosts: ["media.example"],
  videoSites: ["youtube"],
} as const;
const of = (element: Pick<Element, "type"> & Partial<Element>, root = "") => toContent(element, { root, threadId, config });

describe("The content of an element", () => {
  it("that the server keeps is below the path it is mounted on", () => {
    const url = `/chat/api/threads/${threadId}/files/${key}`;
    expect(of({ type: "pdf", file: { key, size: 1 } }, "/chat")).toEqual({ kind: "here", url, download: `${url}?download=1` });
    expect(of({ type: "image", url: "/public/cat.png" }, "/chat")).toMatchObject({ kind: "here", url: "/chat/public/cat.png" });
    expect(of({ type: "chart" })).toEqual({ kind: "none" });
  });

  it.each([
    ["image", "https://images.example/cat.png", "here"],
    ["image", "https://a.cdn.example/cat.png", "here"],
    ["image", "https://cdn.example/cat.png", "elsewhere"],
    ["image", "https://images.example:8080/cat.png", "elsewhere"],
    ["image", "https://images.example.evil.example/cat.png", "elsewhere"],
    ["image", "https://one.example:8443/pictures/cat.png", "here"],
    ["image", "https://one.example:8443/cat.png", "elsewhere"],
    ["image", "//images.example/cat.png", "elsewhere"],
    ["image", "https://media.example/cat.png", "elsewhere"],
    ["audio", "https://media.example/a.mp3", "here"],
    ["video", "https://youtu.be/dQw4w9WgXcQ", "player"],
    ["video", "https://vimeo.com/76979871", "elsewhere"],
    ["pdf", "https://images.example/a.pdf", "elsewhere"],
    ["file", "javascript:alert(1)", "nowhere"],
    ["image", "data:text/html,x", "nowhere"],
  ] as const)("%s at %s is %s", (type, url, kind) => {
    expect(of({ type, url }).kind).toBe(kind);
  });
});
