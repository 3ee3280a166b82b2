// The ids that a footnote and the places that name it have on the page.

/** A footnote's. */
export function noteId(prefix: string, label: string): string {
  return `${prefix}note-${encodeURIComponent(label.toLowerCase())}`;
}

/** A place's. */
export function placeId(prefix: string, place: string): string {
  return `${prefix}from-${place}`;
}
