// What people allowed, in memory.
import { assertKey } from "../../storable.ts";
import type { ApprovalRow, ApprovalRows } from "../approval-rows.ts";

export function createMemoryApprovals(): ApprovalRows {
  const byOwner = new Map<string, Map<string, ApprovalRow>>();
  return {
    async addApproval(row) {
      assertKey(row.owner, "The owner of an approval");
      const own = byOwner.get(row.owner) ?? new Map<string, ApprovalRow>();
      byOwner.set(row.owner, own);
      if (!own.has(row.tool)) own.set(row.tool, { ...row });
    },
    async listApprovals(owner) {
      assertKey(owner, "The owner of an approval");
      return [...(byOwner.get(owner)?.values() ?? [])].map((row) => ({ ...row }));
    },
    async removeApproval(owner, tool) {
      assertKey(owner, "The owner of an approval");
      return byOwner.get(owner)?.delete(tool) ?? false;
    },
  };
}
