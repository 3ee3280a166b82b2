/**
 * A script of the frame around a stranger's document: it tells the page whether the person has just pressed something in here. The browser says so to a
 * frame and to those around it, and to no frame beside it. With it, since when a mouse or a pen is over the document: the page learns of that late, or not
 * at all where the frame is in another process. No finger: it does not say when it has gone.
 */
export const TELL_HAND = `let overSince;
addEventListener("pointerover", ({ target, pointerType }) => {
  if (target.localName !== "iframe") overSince = undefined;
  else if (pointerType !== "touch") overSince ??= Date.now();
});
addEventListener("pointerout", () => { overSince = undefined; });
addEventListener("message", (event) => {
  if (event.source !== parent || event.data !== "colloquy:hand?") return;
  const hand = overSince === undefined ? "colloquy:hand" : "colloquy:hand " + overSince;
  parent.postMessage(navigator.userActivation?.isActive ? hand : "colloquy:no-hand", "*");
});`;
