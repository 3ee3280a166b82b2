// Why an element cannot be shown, in words for people: the host shows the message, and offers the download.

export class ElementError extends Error {
  override readonly name = "ElementError";
}
