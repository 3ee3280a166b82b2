// The seam below a connection of our own client: what carries its frames. What is said, and when, is the connection's business alone.
import type { Cursor, RequestReply, ServerFrames } from "@colloquy/protocol";

/** The way to one client. */
export interface ClientLine {
  /** True while somebody may be at the other end. */
  readonly open: boolean;
  /** True when all that was said has left for the client: what comes now need not wait. */
  readonly idle: boolean;
  /** Tells `listener` from now on. Called once. */
  listen(listener: LineListener): void;
  /**
   * Says one frame; frames keep their order. `toCursor` is how far somebody is who has read it and all before it, for lines on which that is told;
   * without it the frame moves nobody on.
   */
  say<Name extends keyof ServerFrames>(name: Name, values: Readonly<Parameters<ServerFrames[Name]>>, toCursor?: () => Cursor): void;
  /** Ends it, after what was said. */
  close(): void;
}

/** What a line tells its connection. */
export interface LineListener {
  /** All that was said has left. */
  drained(): void;
  /** The line is over; nothing comes after this. */
  gone(): void;
  /** A request came by this line. Some bring none: theirs come over HTTP. */
  request(raw: unknown): Promise<RequestReply>;
  /** The client asks for a sign of life: what the clock says, or nothing where it asks too often. */
  alive(): Promise<string | undefined>;
}
