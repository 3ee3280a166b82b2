// That a chat is shared, as Chainlit's clients read it.

/** What their page reads of a chat's metadata to know that it is shared, and since when. */
export function sharedMetadata(since: string | undefined): Readonly<Record<string, unknown>> {
  return since === undefined ? {} : { is_shared: true, shared_at: since };
}
