// What people allowed, in an SQLite file. A tool is kept as JSON: its name may be any string, and not every string is a text of SQLite.
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import { assertKey } from "../../storable.ts";
import type { ApprovalRows } from "../approval-rows.ts";

export function createSqliteApprovals(sqlite: SqliteShare): ApprovalRows {
  return {
    async addApproval({ owner, tool, createdAt }) {
      assertKey(owner, "The owner of an approval");
      await sqlite.write((prepare) => {
        prepare("INSERT INTO approvals (owner, tool, created_at) VALUES (?, ?, ?) ON CONFLICT (owner, tool) DO NOTHING").run(
          owner,
          JSON.stringify(tool),
          createdAt,
        );
      });
    },
    async listApprovals(owner) {
      assertKey(owner, "The owner of an approval");
      const rows = await sqlite.read((prepare) =>
        prepare<{ tool: string; created_at: string }>("SELECT tool, created_at FROM approvals WHERE owner = ? ORDER BY pos").all(owner),
      );
      return rows.map(({ tool, created_at }) => ({ owner, tool: JSON.parse(tool) as string, createdAt: created_at }));
    },
    async removeApproval(owner, tool) {
      assertKey(owner, "The owner of an approval");
      return sqlite.write((prepare) => prepare("DELETE FROM approvals WHERE owner = ? AND tool = ?").run(owner, JSON.stringify(tool)) > 0);
    },
  };
}
