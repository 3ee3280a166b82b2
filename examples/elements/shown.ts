// One of each kind of element. Paths are relative to this folder, from which the app runs.
import { readFile } from "node:fs/promises";
import * as cl from "colloquy";

/** Where they are shown, as the person has said it. */
export interface Shown {
  readonly display: "inline" | "side" | "page";
}

const BOATS = ["Rowan", "Kestrel", "Heron", "Osprey", "Tern", "Curlew", "Plover", "Gannet"];

/** What each word shows; what it is called stands in the answer, where it becomes what opens it. */
export const KINDS: Readonly<Record<string, (shown: Shown) => cl.Element | Promise<cl.Element>>> = {
  image: (shown) =>
    new cl.Image({ ...shown, name: "the boat", path: "assets/boat.png", alt: "A boat with white sails before the evening sun" }),
  drawing: (shown) => cl.Image.fromSvg(DRAWING, { ...shown, name: "the drawing", alt: "Three circles, each inside the next" }),
  text: (shown) => new cl.Text({ ...shown, name: "the notes", content: "## Notes\n\n- Bring **rope**.\n- The tide turns at *noon*." }),
  code: (shown) => new cl.Text({ ...shown, name: "the query", content: "SELECT name\nFROM boats\nWHERE sails > 2;", language: "sql" }),
  pdf: (shown) => new cl.Pdf({ ...shown, name: "the report", path: "assets/report.pdf", page: 2 }),
  audio: async (shown) => new cl.Audio({ ...shown, name: "the horn", bytes: await readFile(asset("tone.wav")) }),
  video: async (shown) =>
    new cl.Video({ ...shown, name: "the film", path: "assets/boat.webm", captions: await readFile(asset("boat.vtt"), "utf8") }),
  file: (shown) => new cl.File({ ...shown, name: "boats.csv", bytes: new TextEncoder().encode("name,sails\nRowan,2\nKestrel,3\n") }),
  table: (shown) => new cl.Dataframe({ ...shown, name: "the boats", data: boats() }),
  chart: (shown) =>
    new cl.Chart({
      ...shown,
      name: "the sailings",
      kind: "bar",
      data: SAILINGS,
      x: "day",
      y: ["early", "late"],
      unit: "min",
      description: "How many minutes boats were early and late, by day",
    }),
  figure: (shown) =>
    new cl.Plotly({
      ...shown,
      name: "the curve",
      figure: { data: [{ x: [1, 2, 3, 4], y: [1, 4, 9, 16], type: "scatter" }], layout: { title: { text: "Squares" } } },
    }),
};

const SAILINGS = [
  { day: "Mon", early: 2, late: 8 },
  { day: "Tue", early: 4, late: 3 },
  { day: "Wed", early: 1, late: 12 },
  { day: "Thu", early: 5, late: 6 },
];

const DRAWING = `<svg viewBox="0 0 120 120" role="img">
  <circle cx="60" cy="60" r="54" fill="#7fb7c9"/><circle cx="60" cy="60" r="36" fill="#f9d29d"/><circle cx="60" cy="60" r="18" fill="#e8734a"/>
</svg>`;

function asset(name: string): URL {
  return new URL(`assets/${name}`, import.meta.url);
}

/** Twelve pages of ten, with a day, a number and something missing. */
function boats(): Record<string, unknown>[] {
  return Array.from({ length: 120 }, (_, at) => ({
    boat: `${BOATS[at % BOATS.length]} ${Math.floor(at / BOATS.length) + 1}`,
    built: `19${String(10 + (at % 80)).padStart(2, "0")}-0${(at % 9) + 1}-15`,
    length: 6 + (at % 17) / 2,
    sails: at % 11 === 0 ? null : (at % 4) + 1,
    afloat: at % 7 !== 0,
  }));
}
