// Style sheets of elements: each is added once, and waited for before what it is for is drawn.
const loading = new Map<string, Promise<void>>();
/** Which sheet holds for an element; a newer one takes the place of an older one. */
const holds = new Map<string, HTMLLinkElement>();

/** Settles when the sheet holds. An element without its look is better than none, so it never rejects. */
export function loadStyle(address: string, owner = address): Promise<void> {
  const known = loading.get(address);
  if (known) return known;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  const made = new Promise<void>((resolve) => {
    link.addEventListener("error", () => {
      loading.delete(address);
      link.remove();
      resolve();
    });
    link.addEventListener("load", () => {
      const before = holds.get(owner);
      holds.set(owner, link);
      if (before) {
        before.remove();
        loading.delete(before.getAttribute("href") ?? "");
      }
      resolve();
    });
  });
  loading.set(address, made);
  document.head.append(link);
  return made;
}
