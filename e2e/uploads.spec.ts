// How people give files to a chat: by button, drop and paste, over lines that break, and what they are told.
import { createHash } from "node:crypto";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BadNetwork } from "../packages/client/test/bad-network.ts";
import { findings } from "../packages/web/test/axe.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen, textOf } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const MB = 1024 * 1024;
const APP = {
  "app.ts": `import * as cl from "colloquy";

cl.onMessage(async (message) => {
  if (message.content !== "ask") return void (await new cl.Message(\`Heard \${message.content}\`).send());
  const answer = await cl.askUser("Which harbour?", { timeout: 600 });
  await new cl.Message(\`You answered \${answer?.content ?? "nothing"}.\`).send();
});
`,
  "colloquy.config.ts": `import { defineConfig } from "colloquy";

export default defineConfig({ uploads: { accept: ["image/*", "text/*", "application/octet-stream"], maxFiles: 3, maxSize: 6 * 1024 * 1024 } });
`,
};
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9QzzCKRxWOKhxVCABHPAn/2jVvfAAAAABJRU5ErkJggg==",
  "base64",
);

let browser: Browser;
let app: RunningApp;
let network: BadNetwork;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles(APP)]);
  network = await BadNetwork.open(Number(new URL(app.url).port));
});
afterEach(() => {
  network.up = true;
  network.cuts = [];
  network.release();
});
afterAll(async () => {
  await browser?.close();
  await network?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

const file = (name: string, words = name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });
const film = (size = 5.5 * MB) => ({ name: "film.bin", mimeType: "application/octet-stream", buffer: filmBytes(size) });
const picture = { name: "plan.png", mimeType: "image/png", buffer: PNG };

/** A page whose lines the test can break. */
async function open(person: BrowserContext): Promise<ChatPage> {
  const chat = await ChatPage.open(person, new URL("/", network.url).href);
  await fileInput(chat.page).waitFor({ state: "attached" });
  return chat;
}

const fileInput = (page: Page) => page.locator("#upload-button-input");
const cards = (page: Page) => page.getByRole("list", { name: "Attached files" }).getByRole("listitem");
const card = (page: Page, name: string): Locator => cards(page).filter({ hasText: name });
/** As it is written: "PNG" is said of a picture that is there, while "plan.png" is its name from the beginning. */
const says = (page: Page, name: string, words: string) =>
  card(page, name)
    .filter({ hasText: exactly(words) })
    .waitFor();
const exactly = (words: string) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));

interface StoredFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** The files of everything that was said in the open chat, as the server has them. */
async function storedFiles(page: Page): Promise<readonly StoredFile[]> {
  const found = await page.evaluate(async () => {
    const threadId = location.pathname.split("/").at(-1);
    const { turns } = await (await fetch(`/api/threads/${threadId}`)).json();
    const elements = turns.flatMap((turn: { elements?: { name: string; file?: { key: string; size: number } }[] }) => turn.elements ?? []);
    return Promise.all(
      elements.map(async ({ name, file }: { name: string; file: { key: string; size: number } }) => {
        const bytes = await (await fetch(`/api/threads/${threadId}/files/${file.key}`)).arrayBuffer();
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        return { name, size: file.size, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
      }),
    );
  });
  return found as readonly StoredFile[];
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Drags files over the page, as a browser tells of them. */
async function drag(page: Page, type: "dragover" | "drop", files: readonly { name: string; mimeType: string; buffer: Buffer }[]) {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, text: buffer.toString("latin1") }));
  await page.evaluate(
    ([type, given]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, mimeType, text } of given)
        dataTransfer.items.add(new File([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], name, { type: mimeType }));
      document.querySelector("main")?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [type, given] as const,
  );
}

/** Bytes that are the same in no two places. */
function filmBytes(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  return bytes;
}

describe("Files", () => {
  it("are chosen with the button, stand over the text with what they are, and go with the message", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    const chooser = page.waitForEvent("filechooser");
    await chat.button("Attach files").click();
    await (await chooser).setFiles([file("notes.txt", "Two vessels"), picture]);
    await says(page, "notes.txt", "TXT · 11 bytes");
    await says(page, "plan.png", "PNG");
    await expect
      .poll(() =>
        card(page, "plan.png")
          .locator("img")
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBe(10);
    await chat.say("look at these");
    await chat.hears("Heard look at these");
    await cards(page).first().waitFor({ state: "detached" });
    await chat.threadUrl();
    await expect
      .poll(async () => (await storedFiles(page)).map(({ name, size }) => [name, size]))
      .toEqual([
        ["notes.txt", 11],
        ["plan.png", PNG.length],
      ]);
    expect(chat.trouble).toEqual([]);
  });

  it("are a message without a word", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    await fileInput(chat.page).setInputFiles(picture);
    await says(chat.page, "plan.png", "PNG");
    await chat.field.press("Enter");
    await chat.hears("Heard");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(chat.page)).map(({ name }) => name)).toEqual(["plan.png"]);
  });

  it("are dropped anywhere on the page, which says before what happens to them", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    await drag(page, "dragover", [picture]);
    const overlay = page.getByRole("status").filter({ hasText: "Drop to attach" });
    await overlay.filter({ hasText: "images, text files and application/octet-stream, up to 6 MB each" }).waitFor();
    await drag(page, "drop", [picture]);
    await overlay.waitFor({ state: "detached" });
    await says(page, "plan.png", "PNG");
  });

  it("that are not taken are told so while they are held over the page, and after the drop", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    const sound = { name: "horn.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("x") };
    await drag(page, "dragover", [sound]);
    const overlay = page.getByRole("status").filter({ hasText: "These files can’t be attached" });
    await overlay.filter({ hasText: "images, text files" }).waitFor();
    await drag(page, "drop", [sound]);
    await overlay.waitFor({ state: "detached" });
    await drag(page, "dragover", [sound, picture]);
    await page.getByRole("status").filter({ hasText: "Drop to attach" }).filter({ hasText: "Not taken: 1" }).waitFor();
    await page.keyboard.press("Escape");
    const alert = page.getByRole("alert").filter({ hasText: "horn.mp3" });
    await alert.filter({ hasText: "This chat takes images, text files and application/octet-stream." }).waitFor();
    expect(await cards(page).count()).toBe(0);
  });

  it("are pasted, and pictures from the clipboard get names of their own", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    for (let number = 1; number <= 2; number++) {
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], "image.png", { type: "image/png" }),
        );
        const field = document.querySelector("#chat-input");
        field?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, PNG.toString("base64"));
      await says(page, `Pasted image ${number}.png`, "PNG");
    }
    expect(await chat.field.inputValue()).toBe("");
  });

  it("can be made of a long text that was pasted; until somebody says so it stays text", async () => {
    await using person = await newPerson(browser);
    await person.grantPermissions(["clipboard-read", "clipboard-write"]);
    const chat = await open(person);
    const { page } = chat;
    const long = `first line\n${"lorem ipsum ".repeat(400)}`.trim();
    await chat.field.fill("Read this: ");
    await page.evaluate((words) => navigator.clipboard.writeText(words), long);
    await chat.field.press("ControlOrMeta+v");
    await page
      .locator("#message-composer")
      .getByText(`${long.length.toLocaleString("en")} characters pasted`)
      .waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe(`Read this: ${long}`);
    await chat.button("Attach as a file").click();
    await says(page, "Pasted text.txt", "TXT");
    await expect.poll(() => chat.field.inputValue()).toBe("Read this: ");
    await chat.field.press("Enter");
    await chat.hears("Heard Read this:");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(page)).map(({ sha256 }) => sha256)).toEqual([digest(Buffer.from(long))]);
  });
});

describe("The limits of a chat", () => {
  it("are told before anything is sent: the size of one, how many", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    await fileInput(page).setInputFiles(film(6.5 * MB));
    const alert = page.getByRole("alert");
    await alert
      .filter({ hasText: "film.bin" })
      .filter({ hasText: "is too large" })
      .filter({ hasText: "6.5 MB. This chat takes files up to 6 MB." })
      .waitFor();
    await fileInput(page).setInputFiles(["a", "b", "c", "d"].map((name) => file(`${name}.txt`)));
    await alert.filter({ hasText: "d.txt" }).filter({ hasText: "A message takes 3 files at most." }).waitFor();
    await expect.poll(() => cards(page).count()).toBe(3);
  });

  it("hold for what the content is, whatever the name says; the message waits until that is removed", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    const zip = Buffer.from("504b0304140000000800", "hex");
    await fileInput(page).setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: zip });
    await says(page, "photo.png", "Did not upload.");
    await says(page, "photo.png", "This chat takes images, text files and application/octet-stream.");
    await chat.field.fill("look");
    const send = chat.button("Send");
    await expect.poll(() => send.getAttribute("aria-disabled")).toBe("true");
    expect(await send.getAttribute("data-tip")).toBe("Retry or remove what did not upload");
    await chat.field.press("Enter");
    await chat.button("Remove photo.png").click();
    await expect.poll(() => send.getAttribute("aria-disabled")).toBeNull();
    await chat.field.press("Enter");
    await chat.hears("Heard look");
  });
});

describe("While a file is on its way", () => {
  it("its card tells how far it is, and it can be cancelled", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    network.hold();
    await fileInput(page).setInputFiles(film());
    await says(page, "film.bin", "Uploading,");
    const progress = page.getByRole("progressbar", { name: "film.bin" });
    await expect.poll(async () => Number(await progress.getAttribute("aria-valuenow"))).toBeLessThan(100);
    await chat.button("Cancel the upload of film.bin").click();
    await cards(page).first().waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("chat-input");
  });

  it("a message that is sent waits for it, and goes out by itself; the person may take that back", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    network.hold();
    await fileInput(page).setInputFiles(film());
    await says(page, "film.bin", "Uploading,");
    await chat.say("watch this");
    await seen(page, "Goes out as soon as the files are uploaded.").waitFor();
    await page.locator("#message-composer p").getByRole("button", { name: "Don’t send yet" }).click();
    await seen(page, "Goes out as soon as").waitFor({ state: "detached" });
    await chat.field.press("Enter");
    await seen(page, "Goes out as soon as").waitFor();
    network.release();
    await chat.hears("Heard watch this");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(page)).map(({ sha256 }) => sha256)).toEqual([digest(filmBytes(5.5 * MB))]);
  });

  it("two are sent at once, and each comes to its own end", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    network.hold();
    await fileInput(page).setInputFiles([film(), { ...film(5.25 * MB), name: "second.bin" }]);
    await says(page, "film.bin", "Uploading,");
    await says(page, "second.bin", "Uploading,");
    network.release();
    await says(page, "film.bin", "BIN · 5.5 MB");
    await says(page, "second.bin", "BIN · 5.3 MB");
  });
});

describe("When the line is lost", () => {
  it("a large file goes on where it was, and the bytes are the same", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    network.cuts = [1, 3, 4.5].map((part) => network.received + part * MB);
    await fileInput(page).setInputFiles(film());
    await says(page, "film.bin", "BIN · 5.5 MB");
    expect(network.cuts).toEqual([]);
    await chat.say("watch this");
    await chat.hears("Heard watch this");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(page)).map(({ sha256 }) => sha256)).toEqual([digest(filmBytes(5.5 * MB))]);
    // What did not answer is in the console; nothing else is.
    expect(chat.trouble.filter((line) => !/net::ERR|WebSocket/.test(line))).toEqual([]);
  });

  it("a card says that it waits for it, and is there when it is back", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    // What sends files is here with the first.
    await fileInput(page).setInputFiles(file("first.txt"));
    await says(page, "first.txt", "TXT");
    network.up = false;
    network.reset();
    await fileInput(page).setInputFiles(file("notes.txt"));
    await says(page, "notes.txt", "Paused until the line is back");
    network.up = true;
    await says(page, "notes.txt", "TXT");
  });
});

describe("A message with a picture", () => {
  it("shows it while it waits for the line, from the page itself, and nothing moves when it is sent", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    const coming = new Set<string>();
    page.on("request", (request) => void (request.url().includes("/assets/") && coming.add(request.url())));
    page.on("requestfinished", (request) => void coming.delete(request.url()));
    page.on("requestfailed", (request) => void coming.delete(request.url()));
    await chat.ask("hello", "Heard hello");
    await fileInput(page).setInputFiles([picture, file("notes.txt")]);
    await says(page, "plan.png", "PNG");
    await says(page, "notes.txt", "TXT");
    // The code that draws it comes with the first file, in parts that are asked for at once.
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/sent-files-")));
    await expect.poll(() => [...coming]).toEqual([]);
    network.up = false;
    network.reset();
    await seen(page, "Reconnecting", { exact: false }).first().waitFor();
    await chat.say("look");
    const pending = page.locator(".turn.user[data-pending]");
    const image = (message: Locator) => message.getByRole("img", { name: "plan.png" });
    await expect.poll(() => image(pending).evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(10);
    const before = await Promise.all([
      image(pending).boundingBox(),
      pending.locator(".file").boundingBox(),
      pending.locator(".bubble").boundingBox(),
    ]);
    network.up = true;
    await chat.hears("Heard look");
    const sent = page.locator(".turn.user:not([data-pending])").last();
    await image(sent).waitFor();
    const after = await Promise.all([
      image(sent).boundingBox(),
      sent.locator(".file").boundingBox(),
      sent.locator(".bubble").boundingBox(),
    ]);
    const sizes = (boxes: typeof before) => boxes.slice(0, 2).map((box) => [box?.width, box?.height]);
    expect(sizes(after)).toEqual(sizes(before));
    // What stands under the picture stands as far from it as before.
    expect((after[2]?.y ?? 0) - (after[0]?.y ?? 0)).toBe((before[2]?.y ?? 0) - (before[0]?.y ?? 0));
    expect(await image(sent).getAttribute("src")).toMatch(/^blob:/);
  });
});

describe("After a reload", () => {
  it("the files of the draft are still there, with its words", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    await fileInput(page).setInputFiles([picture, file("notes.txt")]);
    await says(page, "plan.png", "PNG");
    await says(page, "notes.txt", "TXT");
    await chat.field.fill("half a thought");
    await page.reload();
    await says(page, "plan.png", "PNG");
    await says(page, "notes.txt", "TXT");
    await expect.poll(() => chat.field.inputValue()).toBe("half a thought");
    await expect
      .poll(() =>
        card(page, "plan.png")
          .locator("img")
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBe(10);
    await chat.field.press("Enter");
    await chat.hears("Heard half a thought");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(page)).map(({ name }) => name).sort()).toEqual(["notes.txt", "plan.png"]);
  });

  it("what was on its way goes on as soon as the same file is chosen again", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    network.hold();
    await fileInput(page).setInputFiles(film());
    await says(page, "film.bin", "Uploading,");
    await page.reload();
    await says(page, "film.bin", "Interrupted. Choose it again to go on.");
    network.release();
    const chooser = page.waitForEvent("filechooser");
    await chat.button("Choose film.bin again").click();
    await (await chooser).setFiles(film());
    await says(page, "film.bin", "BIN · 5.5 MB");
    await chat.say("watch this");
    await chat.hears("Heard watch this");
    await chat.threadUrl();
    await expect.poll(async () => (await storedFiles(page)).map(({ sha256 }) => sha256)).toEqual([digest(filmBytes(5.5 * MB))]);
  });
});

describe("A question", () => {
  it("is answered with the files in the message box, as soon as they are there, and takes no others than a message does", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    await chat.say("ask");
    await chat.hears("Which harbour?");
    await page.locator("#message-composer[data-ask]").waitFor();
    const refused = { name: "plan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
    await drag(page, "dragover", [picture, refused]);
    await drag(page, "drop", [picture, refused]);
    await page
      .getByText(/plan\.pdf.* was not attached/)
      .first()
      .waitFor({ state: "attached" });
    await card(page, "plan.png").waitFor();
    await chat.say("Kinloch");
    await chat.hears("You answered Kinloch.");
    await expect.poll(async () => (await storedFiles(page)).map(({ name }) => name)).toEqual(["plan.png"]);
    await expect.poll(() => page.locator("#attachments").count()).toBe(0);
  });
});

describe("By keyboard, for ears and on a phone", () => {
  it("files are attached and removed, and what becomes of them is said", async () => {
    await using person = await newPerson(browser);
    const chat = await open(person);
    const { page } = chat;
    const spoken = await page.evaluateHandle(() => {
      const said: string[] = [];
      const region = document.querySelector('.sr[role="status"]');
      new MutationObserver(() => said.push(region?.textContent ?? "")).observe(region as Node, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      return said;
    });
    const chooser = page.waitForEvent("filechooser");
    await chat.button("Attach files").focus();
    await page.keyboard.press("Enter");
    await (await chooser).setFiles([file("notes.txt"), picture]);
    await says(page, "plan.png", "PNG");
    await says(page, "notes.txt", "TXT");
    await expect.poll(() => spoken.evaluate((said) => said.join(" "))).toMatch(/notes\.txt.*Uploaded/s);
    expect(await findings(page, { rules: "all" })).toEqual([]);
    await chat.button("Remove notes.txt").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Remove plan.png");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("chat-input");
  });

  it("a finger is asked whether it wants the camera, and nothing is wider than the page", async () => {
    await using person = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: "en-GB",
    });
    const chat = await open(person);
    const { page } = chat;
    await chat.button("Attach files").tap();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("menuitem", { name: "Take a photo" }).tap();
    const camera = await chooser;
    expect(await camera.element().getAttribute("capture")).toBe("environment");
    await camera.setFiles({ ...picture, name: "a photograph with a name that is much longer than a phone is wide.png" });
    await fileInput(page).setInputFiles([file("notes.txt"), file("more-notes.txt")]);
    await says(page, "more-notes.txt", "TXT");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await textOf(cards(page).first().locator("b"))).toContain("a photograph");
  });
});
