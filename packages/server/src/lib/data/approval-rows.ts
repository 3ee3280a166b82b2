// The part of a data layer that knows what people have allowed for good: which tools of an app may run without asking them again.

/** A tool that a person has allowed for good. */
export interface ApprovalRow {
  /** As of threads: `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
  /** By which name it was asked about; any string. */
  readonly tool: string;
  /** When it was allowed first. */
  readonly createdAt: string;
}

/** Storage of what people allowed, under the same promises as the rest of the data layer. `moveThreads` moves none of them: what one has allowed, another has not. */
export interface ApprovalRows {
  /** Each tool is allowed once: a second row of the same owner and tool changes nothing. */
  addApproval(row: ApprovalRow): Promise<void>;
  /** What an owner has allowed, the oldest first. */
  listApprovals(owner: string): Promise<ApprovalRow[]>;
  /** Takes one back. False when there was none. */
  removeApproval(owner: string, tool: string): Promise<boolean>;
}
