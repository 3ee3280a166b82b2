/**
 * A script of the frame around a stranger's document: it tells the page whether the person has just pressed something in here. The browser says so to a
 * frame and to those around it, and to no frame beside it.
 */
export const TELL_HAND = `addEventListener("message", (event) => {
  if (event.source === parent && event.data === "colloquy:hand?")
    parent.postMessage(navigator.userActivation?.isActive ? "colloquy:hand" : "colloquy:no-hand", "*");
});`;
