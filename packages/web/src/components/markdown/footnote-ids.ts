// The ids that a footnote and the places that name it have on the page.

/** A footnote's. Half of a character, as of an emoji that a text was cut in, has no form in an id and would throw. */
export function noteId(prefix: string, label: string): string {
  return `${prefix}note-${encodeURIComponent(label.toLowerCase().replace(/\p{Surrogate}/gu, "\uFFFD"))}`;
}

/** A place's. */
export function placeId(prefix: string, place: string): string {
  return `${prefix}from-${place}`;
}
