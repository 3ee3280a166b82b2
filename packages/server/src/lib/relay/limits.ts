// The sizes and times of a relay that are the same for every driver.

/** The most that one entry of a log takes, in bytes; larger ones are split. */
export const MOST_ENTRY_BYTES = 256 * 1024;
/** A log keeps so many entries of a session. */
export const MOST_LOG_ENTRIES = 2_000;
/** And so many bytes. */
export const MOST_LOG_BYTES = 4 * 1024 * 1024;
/** What is in the data layer for so long, nobody needs in the log. */
export const KEPT_WRITTEN_MS = 60_000;
/** The most that a snapshot takes, in bytes. */
export const MOST_SNAPSHOT_BYTES = 16 * 1024 * 1024;
/** How long a snapshot waits for its reader. */
export const SNAPSHOT_MS = 10_000;
/** What waits for an engine that is away; beyond it the log has a hole, and followers get a snapshot. */
export const MOST_WAITING_BYTES = 1024 * 1024;
/** The pause between two sendings of text alone, while somebody follows; a driver may want another. */
export const FOLLOWED_GAP_MS = 10;
/** The same while nobody does: then the log is for a crash only. */
export const UNFOLLOWED_GAP_MS = 100;
/** Pauses of one node's chats that end within so many milliseconds end together. */
export const BEAT_MS = 5;
/** How often a node looks at the nodes it has to do with. */
export const LOOK_MS = 500;
/** A node that nobody listens for is looked at again after this, before it counts as killed. */
export const LOOK_AGAIN_MS = 250;
/** A follower that hears nothing for so long looks into the log. */
export const SILENT_MS = 3_000;
/** How long the answer to a request is waited for. */
export const ASK_MS = 5_000;
/** How long what was said last is waited for when a session is given back. */
export const LEAVE_MS = 2_000;
/** After an outage all nodes come back before anybody is taken for dead. */
export const SETTLE_MS = 2_000;
/** An epoch that is further ahead of those that the data layer has given out was written by nobody of ours: a backup that was put back lacks fewer. */
export const FARTHEST_EPOCHS = 131_072;
/** The same for who comes after an owner: one that had to look far ahead may have taken a higher epoch than that. */
export const FARTHEST_SUCCESSOR = 8 * FARTHEST_EPOCHS;
