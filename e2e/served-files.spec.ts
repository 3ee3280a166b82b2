// Files of a chat as a browser takes them: what is shown is shown, and what could run does not, whichever way it is opened.
import { newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { createApp } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";

const PWNED = "/readyz?pwned";
/** Whatever it gets to run in, it would tell. */
const SCRIPT = `fetch("${PWNED}"); document.title = "pwned"; localStorage.setItem("pwned", "1")`;

let served: ServedApp;
let browser: Browser;
let person: BrowserContext;
let page: Page;
let threadId = "";
const asked: string[] = [];

beforeAll(async () => {
  served = await serveApp(createApp({ passwordAuth: ({ username }) => ({ identifier: username }), onMessage: () => undefined }));
  browser = await launchSmallChromium();
  person = await newPerson(browser);
  const { cookie } = await served.signIn({ identifier: "ada" });
  const [name = "", value = ""] = cookie.split("=");
  await person.addCookies([{ name, value, url: served.url }]);
  const socket = io(served.url, {
    path: SOCKET_PATH,
    auth: { protocol: PROTOCOL, pageId: newId() },
    extraHeaders: { cookie, origin: served.url },
  });
  ({ threadId } = await new Promise<{ threadId: string }>((resolve) => socket.once("attached", resolve)));
  person.on("request", (request) => void asked.push(request.url()));
  page = await person.newPage();
  await page.goto(`${served.url}/healthz`);
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

/** Uploads from the page; resolves to the address of the file. */
function upload(content: string, name: string): Promise<string> {
  return page.evaluate(
    async ({ at, text, called }) => {
      const answer = await fetch(`${at}?name=${encodeURIComponent(called)}`, { method: "POST", body: text });
      return `${at}/${((await answer.json()) as { key: string }).key}`;
    },
    { at: `/api/threads/${threadId}/files`, text: content, called: name },
  );
}

describe("a file that could run", () => {
  it.each([
    ["a page", "a.html", `<!doctype html><title>x</title><script>${SCRIPT}</script>`],
    ["a picture with a script", "a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>${SCRIPT}</script></svg>`],
    [
      "a document with a style sheet that is a script",
      "a.xml",
      `<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></x>`,
    ],
    ["a page that is called a note", "note.txt", `<!doctype html><script>${SCRIPT}</script>`],
  ])("is saved when its address is opened, and does nothing in a frame or an object: %s", async (_, name, content) => {
    const address = await upload(content, name);
    const tab = await person.newPage();
    const saved = tab.waitForEvent("download");
    await tab.goto(served.url + address).catch(() => undefined);
    expect((await saved).suggestedFilename()).toBe(name);
    await tab.close();
    const framed = page.waitForEvent("download");
    await page.evaluate((at) => {
      document.body.innerHTML = `<iframe src="${at}"></iframe>`;
    }, address);
    await framed;
    const settled = await page.evaluate(async (at) => {
      document.body.innerHTML = `<object data="${at}"></object><embed src="${at}">`;
      // Answered after them.
      await fetch(at, { cache: "reload" });
      return [document.title, localStorage.getItem("pwned")];
    }, address);
    expect(settled).toEqual(["", null]);
    expect(asked.filter((url) => url.includes("pwned"))).toEqual([]);
  });

  it("is no script and no style sheet of a page that names it as one", async () => {
    const script = await upload(`document.title = "pwned"`, "a.js");
    const style = await upload("body { color: rgb(1, 2, 3) }", "a.css");
    const outcome = await page.evaluate(
      async ([js = "", css = ""]) => {
        const loaded = (tag: HTMLScriptElement | HTMLLinkElement) =>
          new Promise<string>((resolve) => {
            tag.onload = () => resolve("loaded");
            tag.onerror = () => resolve("refused");
            document.head.append(tag);
          });
        const [one, two] = [document.createElement("script"), document.createElement("link")];
        one.src = js;
        two.rel = "stylesheet";
        two.href = css;
        const worker = navigator.serviceWorker.register(js).then(
          () => "registered",
          () => "refused",
        );
        return [await loaded(one), await loaded(two), await worker, document.title, getComputedStyle(document.body).color];
      },
      [script, style],
    );
    expect(outcome).toEqual(["refused", "refused", "refused", "", "rgb(0, 0, 0)"]);
  });
});

describe("a file that a page shows", () => {
  it("is drawn as a picture with its own styles, although its address is for saving", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><style>rect{fill:#f00}</style><rect width="8" height="8"/><script>${SCRIPT}</script></svg>`;
    const address = await upload(svg, "a.svg");
    const pixel = await page.evaluate(async (at) => {
      const image = new Image();
      image.src = at;
      await image.decode();
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      return [image.naturalWidth, ...(context?.getImageData(4, 4, 1, 1).data ?? [])];
    }, address);
    expect(pixel).toEqual([8, 255, 0, 0, 255]);
    expect(asked.filter((url) => url.includes("pwned"))).toEqual([]);
  });

  it("is read by the page, as a PDF is for its viewer, and from the browser's own store the second time", async () => {
    const address = await upload("%PDF-1.7 and so on", "a.pdf");
    const read = () => page.evaluate(async (at) => (await fetch(at)).text(), address);
    expect([await read(), await read()]).toEqual(["%PDF-1.7 and so on", "%PDF-1.7 and so on"]);
    const sizes = await page.evaluate((at) => {
      const entries = performance.getEntriesByName(new URL(at, location.href).href) as PerformanceResourceTiming[];
      return entries.map(({ transferSize }) => transferSize > 0);
    }, address);
    expect(sizes).toEqual([true, false]);
  });

  it("is played, and jumped in by ranges", async () => {
    const duration = await page.evaluate(async (at) => {
      // Four seconds of silence, 8,000 bytes each.
      const header = new DataView(new ArrayBuffer(44));
      const text = (offset: number, word: string) => {
        for (let at = 0; at < word.length; at++) header.setUint8(offset + at, word.charCodeAt(at));
      };
      text(0, "RIFF");
      header.setUint32(4, 36 + 32_000, true);
      text(8, "WAVEfmt ");
      header.setUint32(16, 16, true);
      header.setUint16(20, 1, true);
      header.setUint16(22, 1, true);
      header.setUint32(24, 8000, true);
      header.setUint32(28, 8000, true);
      header.setUint16(32, 1, true);
      header.setUint16(34, 8, true);
      text(36, "data");
      header.setUint32(40, 32_000, true);
      const body = new Blob([header, new Uint8Array(32_000).fill(128)]);
      const answer = await fetch(`${at}?name=a.wav`, { method: "POST", body });
      const audio = new Audio(`${at}/${((await answer.json()) as { key: string }).key}`);
      audio.preload = "auto";
      await new Promise((resolve, reject) => {
        audio.oncanplay = resolve;
        audio.onerror = () => reject(new Error(audio.error?.message));
      });
      audio.currentTime = 3;
      await new Promise((resolve) => (audio.onseeked = resolve));
      return [Math.round(audio.duration), Math.round(audio.currentTime)];
    }, `/api/threads/${threadId}/files`);
    expect(duration).toEqual([4, 3]);
  });
});
