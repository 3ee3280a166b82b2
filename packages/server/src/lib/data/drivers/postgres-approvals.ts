// What people allowed, in PostgreSQL.
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey } from "../../storable.ts";
import type { ApprovalRows } from "../approval-rows.ts";

export function createPostgresApprovals(store: PostgresShare): ApprovalRows {
  return {
    async addApproval({ owner, tool, createdAt }) {
      assertKey(owner, "The owner of an approval");
      await store.about(owner, (db) =>
        db.run(
          "INSERT INTO @.approvals (owner, tool, created_at) VALUES ($1, $2, $3) ON CONFLICT (owner, tool) DO NOTHING",
          owner,
          JSON.stringify(tool),
          createdAt,
        ),
      );
    },
    async listApprovals(owner) {
      assertKey(owner, "The owner of an approval");
      const rows = await store.about(owner, (db) =>
        db.rows<{ tool: string; created_at: string }>("SELECT tool, created_at FROM @.approvals WHERE owner = $1 ORDER BY pos", owner),
      );
      return rows.map(({ tool, created_at }) => ({ owner, tool: JSON.parse(tool) as string, createdAt: created_at }));
    },
    async removeApproval(owner, tool) {
      assertKey(owner, "The owner of an approval");
      const removed = await store.about(owner, (db) =>
        db.run("DELETE FROM @.approvals WHERE owner = $1 AND tool = $2", owner, JSON.stringify(tool)),
      );
      return removed > 0;
    },
  };
}
