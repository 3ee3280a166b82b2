// The one way to the clipboard. Browsers give `navigator.clipboard` to secure pages only, and a chat is also read at plain http://name:8000.

/** Puts a text on the clipboard, and beside it how it looks, as HTML; false when the browser lets nobody. Focus and selection stay as they are. */
export async function copyText(text: string, html?: string): Promise<boolean> {
  if (typeof navigator.clipboard?.writeText !== "function") return copyByCommand(text, html);
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ "text/plain": toBlob(text, "plain"), "text/html": toBlob(html, "html") })]);
    return true;
  } catch {
    return copyByCommand(text, html); // Pages inside of other pages may lack the permission, and have the command.
  }
}

/** Puts texts on the clipboard that are still being made: large ones never become a string of the page. False when the browser lets nobody. */
export async function copyBlobs(plain: Promise<Blob>, html?: Promise<Blob>): Promise<boolean> {
  const copyPlain = async () => copyText(await (await plain).text());
  if (typeof ClipboardItem === "undefined" || typeof navigator.clipboard?.write !== "function") return copyPlain();
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, ...(html && { "text/html": html }) })]);
    return true;
  } catch {
    return copyPlain();
  }
}

function toBlob(text: string, type: "plain" | "html"): Blob {
  return new Blob([text], { type: `text/${type}` });
}

/** The command copies what is selected, so something is, for a moment; what is copied is the text itself and not how it was drawn. */
function copyByCommand(text: string, html: string | undefined): boolean {
  const restore = rememberPlace();
  const drawn = document.createElement("span");
  drawn.textContent = text || " ";
  drawn.ariaHidden = "true";
  drawn.style.cssText =
    "position:fixed;inset-block-start:0;inset-inline-start:0;opacity:0;white-space:pre;user-select:text;-webkit-user-select:text";
  let told = false;
  const tell = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    told = event.clipboardData !== null;
  };
  // Inside of an open dialog: what lies outside of it is inert, and cannot be selected.
  (document.activeElement?.closest("[role=dialog]") ?? document.body).append(drawn);
  addEventListener("copy", tell, true);
  try {
    getSelection()?.selectAllChildren(drawn);
    return document.execCommand("copy") && told;
  } catch {
    return false;
  } finally {
    removeEventListener("copy", tell, true);
    drawn.remove();
    restore();
  }
}

/** What has the focus and what is selected; the result brings both back. */
function rememberPlace(): () => void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement) {
    const { selectionStart, selectionEnd, selectionDirection } = activeElement;
    return () => {
      activeElement.focus({ preventScroll: true });
      if (selectionStart !== null) activeElement.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined);
    };
  }
  const selection = getSelection();
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = selection ?? {};
  return () => {
    selection?.removeAllRanges();
    if (anchorNode && focusNode) selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    if (activeElement instanceof HTMLElement && activeElement !== document.activeElement) activeElement.focus({ preventScroll: true });
  };
}
