// The file name of an author's picture: server and page must agree on it.

/** The name below `public/avatars/`, without its ending; undefined for an author whose name cannot be one. */
export function toAvatarName(author: string): string | undefined {
  const name = author.trim().normalize("NFC").toLowerCase().replace(/[\s.]/g, "_");
  return /^[\p{L}\p{M}\p{N}_-]+$/u.test(name) ? name : undefined;
}
