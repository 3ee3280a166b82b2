// The frame looks as the page does: the same marks on its root, and the sheet of the app's own theme.
import type { SentLook } from "../../src/features/custom-elements/closed/messages.ts";
import frameSheet from "./frame.css?inline";

const sheet = document.createElement("style");
document.head.append(Object.assign(document.createElement("style"), { textContent: frameSheet }));

export function applyLook({ className, lang, dir, data, themeSheet }: SentLook): void {
  const { documentElement: root } = document;
  root.className = `in-frame ${className}`;
  root.lang = lang;
  root.dir = dir;
  for (const name of Object.keys(root.dataset)) if (!Object.hasOwn(data, name)) delete root.dataset[name];
  Object.assign(root.dataset, data);
  if (sheet.textContent !== themeSheet) sheet.textContent = themeSheet;
  if (!sheet.isConnected) document.head.append(sheet);
}
