// Code that is being written: lines get their colours as they are whole, a bounded stretch in a frame.
// The highlighter keeps no state between calls, so colours are settled where nothing stays open (no string, no comment): what follows is then
// coloured by itself. A stretch that stays open is coloured again once it has grown by a part of itself, and left plain when it is long.
import { languages } from "./code-languages.ts";
import { keepTextSelection } from "./keep-selection.ts";

/** Lines in one box: the browser lays out again only the box that grows. */
const LINES_A_BOX = 40;
/** Most code that is newly coloured in one frame. */
const MOST_A_FRAME = 3_000;
/** Code that stays open for longer gets its colours when its block is whole. */
const LONGEST_OPEN = 4_000;
/** An open stretch is coloured again when it has grown by this part. */
const GROWTH = 1 / 8;

interface Box {
  readonly element: HTMLElement;
  lines: number;
}

export class LiveCode {
  readonly #code: HTMLElement;
  readonly #language: string;
  /** The last box of settled colours. */
  #settled: Box | undefined;
  #settledHtml = "";
  /** Coloured, but not for good: something is open at its end, or its line has not ended. */
  readonly #openBox: HTMLElement;
  #open = "";
  /** Plain text: lines that wait for their colours, and the line that is being written. */
  #plain = "";
  readonly #plainBoxes: (Box & { readonly node: Text })[] = [];
  #lineIsWhole = false;
  #end: HTMLElement | undefined;
  #next: number | undefined;
  #closed = false;

  constructor(code: HTMLElement, language: string) {
    this.#code = code;
    this.#language = language;
    this.#openBox = code.appendChild(createBox());
    void languages.load(language).then(() => this.#colour());
  }

  append(text: string): void {
    this.#lineIsWhole = false;
    let more = text;
    if (this.#open !== "" && !this.#open.endsWith("\n") && text.startsWith("\n")) {
      // The end of a line that has its colours stays in the same box: a box begins on a line of its own.
      this.#openBox.append("\n");
      this.#open += "\n";
      more = text.slice(1);
    }
    this.#plain += more;
    this.#write(more);
    if (more.includes("\n")) this.#colour();
    this.#markEnd();
  }

  /** The line is whole, though the next one has not begun. */
  endLine(): void {
    if (this.#lineIsWhole) return;
    this.#lineIsWhole = true;
    this.#colour();
  }

  /** No more is written here: tells the highlighter's memory what the whole block begins with. */
  close(): void {
    this.#closed = true;
    if (this.#next !== undefined) cancelAnimationFrame(this.#next);
    if (this.#settledHtml === "") return;
    const rest = this.#open + this.#plain;
    const coloured = rest.length <= LONGEST_OPEN ? languages.highlight(this.#language, rest) : undefined;
    languages.remember(this.#code.textContent ?? "", this.#settledHtml + (coloured ?? toHtml(rest)));
  }

  #write(text: string): void {
    let from = 0;
    while (from < text.length) {
      let box = this.#plainBoxes.at(-1);
      if (!box || box.lines >= LINES_A_BOX) {
        const element = this.#code.appendChild(createBox());
        box = { element, lines: 0, node: element.appendChild(document.createTextNode("")) };
        this.#plainBoxes.push(box);
      }
      let to = from;
      while (to < text.length && box.lines < LINES_A_BOX) {
        const newline = text.indexOf("\n", to);
        to = newline < 0 ? text.length : newline + 1;
        if (newline >= 0) box.lines += 1;
      }
      box.node.appendData(text.slice(from, to));
      from = to;
    }
  }

  #colour(): void {
    if (this.#closed || !languages.isReady(this.#language) || this.#open.length > LONGEST_OPEN) return;
    const whole = this.#lineIsWhole ? this.#plain.length : this.#plain.lastIndexOf("\n") + 1;
    if (whole === 0 || whole < this.#open.length * GROWTH) return;
    const to = whole <= MOST_A_FRAME ? whole : this.#plain.lastIndexOf("\n", MOST_A_FRAME) + 1 || this.#plain.indexOf("\n") + 1;
    const stretch = this.#open + this.#plain.slice(0, to);
    const result = languages.highlightPart(this.#language, stretch);
    if (!result) return;
    const restore = keepTextSelection(this.#code);
    if (result.isOpen || !stretch.endsWith("\n")) {
      this.#open = stretch;
      this.#openBox.innerHTML = result.html;
    } else {
      if (this.#open !== "") this.#openBox.replaceChildren();
      this.#open = "";
      this.#settle(result.html, stretch);
    }
    this.#dropPlain(to);
    this.#markEnd();
    restore?.();
    // A long text that came at once takes its colours over some frames.
    if (to < whole) this.#next = requestAnimationFrame(() => this.#colour());
  }

  /** The dot of the living block stands behind the last letter, and takes no line of its own. */
  #markEnd(): void {
    const end = this.#plain !== "" ? this.#plainBoxes.at(-1)?.element : this.#open !== "" ? this.#openBox : this.#settled?.element;
    if (end === this.#end) return;
    this.#end?.classList.remove("md-live");
    end?.classList.add("md-live");
    this.#end = end;
  }

  #settle(html: string, text: string): void {
    let box = this.#settled;
    if (!box || box.lines >= LINES_A_BOX) {
      box = { element: createBox(), lines: 0 };
      this.#openBox.before(box.element);
      this.#settled = box;
    }
    box.element.insertAdjacentHTML("beforeend", html);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) box.lines += 1;
    this.#settledHtml += html;
  }

  #dropPlain(length: number): void {
    this.#plain = this.#plain.slice(length);
    for (let left = length; left > 0; ) {
      const box = this.#plainBoxes[0];
      if (!box) return;
      const part = Math.min(left, box.node.length);
      left -= part;
      if (part < box.node.length || this.#plainBoxes.length === 1) {
        const gone = box.node.data.slice(0, part);
        box.lines -= gone.length - gone.replaceAll("\n", "").length;
        box.node.deleteData(0, part);
        if (part === 0) return;
      } else {
        box.element.remove();
        this.#plainBoxes.shift();
      }
    }
  }
}

function createBox(): HTMLElement {
  const box = document.createElement("span");
  box.className = "md-code-box";
  return box;
}

function toHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
