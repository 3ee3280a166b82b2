// Glyphs that an author names: read by the letter from files the build makes of Lucide, each file once.
declare const __GLYPH_SHELVES__: string;

/** What a glyph is made of: tags and their attributes. */
export type Glyph = readonly (readonly [string, Readonly<Record<string, string>>])[];

const shelves = new Map<string, Promise<Readonly<Record<string, Glyph>>>>();
const known = new Map<string, Glyph>();

/** The glyph of a name, if its file has been read. */
export function knownGlyph(name: string): Glyph | undefined {
  return known.get(toLucide(name));
}

/** Fetches a glyph; undefined when there is none of that name, or the file does not come. */
export async function loadGlyph(name: string): Promise<Glyph | undefined> {
  const wanted = toLucide(name);
  const letter = wanted.slice(0, 1);
  if (!/^[a-z]$/.test(letter)) return undefined;
  const reading = shelves.get(letter) ?? readShelf(letter);
  shelves.set(letter, reading);
  try {
    const shelf = await reading;
    const glyph = Object.hasOwn(shelf, wanted) ? shelf[wanted] : undefined;
    if (glyph) known.set(wanted, glyph);
    return glyph;
  } catch {
    shelves.delete(letter); // The line is down: the next one who asks tries again.
    return undefined;
  }
}

async function readShelf(letter: string): Promise<Readonly<Record<string, Glyph>>> {
  // Outside of the built page there are no such files, and every glyph is its fallback.
  if (typeof __GLYPH_SHELVES__ === "undefined") return {};
  const here = import.meta.url;
  const response = await fetch(new URL(`${__GLYPH_SHELVES__}${letter}.json`, here));
  if (!response.ok) throw new Error(`Glyphs did not load: ${response.status}`);
  return response.json();
}

/** Names are written as `book-open` or `BookOpen`. */
function toLucide(name: string): string {
  return name
    .trim()
    .replace(/([a-z])([A-Z0-9])/g, "$1-$2")
    .toLowerCase();
}
