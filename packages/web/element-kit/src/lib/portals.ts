// Where what opens over the page is drawn: one place at the end of the document, below which an author's classes count as they do in the element.
export function portals(): HTMLElement {
  const there = document.querySelector<HTMLElement>("body > .element-kit[data-portals]");
  if (there) return there;
  const place = document.createElement("div");
  place.className = "element-kit";
  place.dataset["portals"] = "";
  document.body.append(place);
  return place;
}
