// The name of a file as people read it. It is never a path of ours; but somebody's program may make it one, so nothing of it leads anywhere.

/** The most bytes a name may have on most systems. */
const MOST_BYTES = 255;
/** What may follow the last dot and still be an ending. */
const MOST_ENDING = 20;
/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
/** Controls, and what turns the order of the letters around: `gpj.exe` would read as `exe.jpg`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const SPACES_BEFORE = /^\s+/;
/** Some systems drop these at the end, so that another name comes out. */
const DROPPED_AT_END = /[\s.]+$/;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** A name without folders, controls and whatever else a system or a reader could misunderstand; `fallback` when nothing of it is left. */
export function displayName(given: string, fallback = "file"): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const shown = last
    .replace(LONE_SURROGATE, "\ufffd")
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(SPACES_BEFORE, "")
    .replace(DROPPED_AT_END, "");
  if (shown === "") return fallback;
  return shorten(DEVICE.test(shown) ? `_${shown}` : shown);
}

/** A name without what is not seen of it and turns the order of its letters around; everything else stays. */
export function readableName(given: string): string {
  return given.replace(UNSEEN, "");
}

/** The ending of a name in lower case, without its dot; empty when it has none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

/** Cuts before the ending, between characters. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = endingOf(name);
  const kept = ending !== "" && Buffer.byteLength(ending) <= MOST_ENDING ? name.slice(-ending.length - 1) : "";
  let room = MOST_BYTES - Buffer.byteLength(kept);
  let stem = "";
  for (const character of kept === "" ? name : name.slice(0, -kept.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return stem.replace(DROPPED_AT_END, "") + kept;
}
