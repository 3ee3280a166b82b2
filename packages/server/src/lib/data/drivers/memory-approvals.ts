// What people allowed, in memory.
import { assertKey } from "../../storable.ts";
import type { ApprovalRow, ApprovalRows } from "../approval-rows.ts";

/** The rows, and how they change hands. */
export interface MemoryApprovals {
  readonly rows: ApprovalRows;
  moveOwner(from: string, to: string): void;
}

export function createMemoryApprovals(): MemoryApprovals {
  const byOwner = new Map<string, Map<string, ApprovalRow>>();
  const put = (row: ApprovalRow) => {
    const own = byOwner.get(row.owner) ?? new Map<string, ApprovalRow>();
    byOwner.set(row.owner, own);
    if (!own.has(row.tool)) own.set(row.tool, { ...row });
  };
  return {
    rows: {
      async addApproval(row) {
        assertKey(row.owner, "The owner of an approval");
        put(row);
      },
      async listApprovals(owner) {
        assertKey(owner, "The owner of an approval");
        return [...(byOwner.get(owner)?.values() ?? [])].map((row) => ({ ...row }));
      },
      async removeApproval(owner, tool) {
        assertKey(owner, "The owner of an approval");
        return byOwner.get(owner)?.delete(tool) ?? false;
      },
    },
    moveOwner(from, to) {
      for (const row of byOwner.get(from)?.values() ?? []) put({ ...row, owner: to });
      if (from !== to) byOwner.delete(from);
    },
  };
}
