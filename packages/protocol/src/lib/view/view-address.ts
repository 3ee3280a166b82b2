// Where a view may lead, and what it may show: addresses of the web and of the own server, and those that write or ring somebody up.
import { isOwnPath, isWebAddress } from "../own-path.ts";

/** What opens the program for letters or for calls; nothing in it can run. */
const CONTACT = /^(mailto|tel):[^\s\\]+$/i;

/** True for what a link may lead to: never `javascript:` or `data:`. */
export function isLinkAddress(text: string): boolean {
  return isWebAddress(text) || isOwnPath(text) || CONTACT.test(text);
}

/** True for where a picture may lie. */
export function isPictureAddress(text: string): boolean {
  return isWebAddress(text) || isOwnPath(text);
}
