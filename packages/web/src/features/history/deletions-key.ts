// Where it is written down which chats are put aside.

/** What somebody else of this browser has put aside waits for them. */
export function deletionsKey(root: string, who: string | undefined): string {
  return `deleting${root}${who === undefined ? "" : `:${who}`}`;
}
