// What people allowed for good.
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, threadRow } from "./rows.ts";

const LATER = "2025-03-02T10:00:00.000Z";

export function describeApprovals(options: DataLayerContractOptions): void {
  describe("approvals", () => {
    it("are kept once for each owner and tool, the oldest first, and taken back", async () => {
      const layer = await openLayer(options);
      const row = { owner: "visitor:ada", tool: "send_mail", createdAt: CREATED };
      await layer.addApproval(row);
      await layer.addApproval({ ...row, tool: "a" });
      await layer.addApproval({ ...row, createdAt: LATER });
      await layer.addApproval({ ...row, owner: "visitor:bob", tool: "b" });
      expect(await layer.listApprovals("visitor:ada")).toEqual([row, { ...row, tool: "a" }]);
      expect(await layer.removeApproval("visitor:ada", "send_mail")).toBe(true);
      expect(await layer.removeApproval("visitor:ada", "send_mail")).toBe(false);
      expect(await layer.removeApproval("visitor:ada", "b")).toBe(false);
      expect((await layer.listApprovals("visitor:ada")).map(({ tool }) => tool)).toEqual(["a"]);
      expect((await layer.listApprovals("visitor:bob")).map(({ tool }) => tool)).toEqual(["b"]);
    });

    it("may name any string, and only owners must be plain", async () => {
      const layer = await openLayer(options);
      const tools = ["", "a\u0000b", "\ud83d", "' OR 1=1 --", "Größe", "🙂"];
      for (const tool of tools) await layer.addApproval({ owner: "visitor:ada", tool, createdAt: CREATED });
      expect((await layer.listApprovals("visitor:ada")).map(({ tool }) => tool)).toEqual(tools);
      await expect(layer.listApprovals("visitor:\u0000")).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("stay with who gave them when somebody signs in: nobody has asked the account whether it allows them", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId, { owner: "visitor:ada" }) });
      await layer.addApproval({ owner: "visitor:ada", tool: "a", createdAt: CREATED });
      await layer.addApproval({ owner: "user:ada", tool: "b", createdAt: LATER });
      await layer.moveThreads("visitor:ada", "user:ada");
      expect((await layer.listApprovals("visitor:ada")).map(({ tool }) => tool)).toEqual(["a"]);
      expect((await layer.listApprovals("user:ada")).map(({ tool }) => tool)).toEqual(["b"]);
    });
  });
}
