// Chainlit's routes about files: uploads for a session of theirs, and what is in it. Their session id says which chat; whose it is, the caller proves as
// everywhere. Where no cookie travels, the id is the client's secret.
import { type Ask, type ChatError, type FileKey, idSchema, isChatError, parseUntrusted } from "@colloquy/protocol";
import type { Hono } from "hono";
import type { UploadRules } from "../../../config/uploads.ts";
import { Refusal } from "../../../http/errors.ts";
import { answerWithFile } from "../../../http/file-answer.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readUpload } from "../../../http/read-upload.ts";
import { loadShownElement } from "../../../http/stored-elements.ts";
import { rulesOf } from "../../../http/thread-files.ts";
import type { LiveChat } from "../../../session/live-chat.ts";
import { unhurried } from "../../../unhurried.ts";
import { elementOfKey, isMade } from "../element-to-chainlit.ts";
import { hasRun } from "../to-chainlit.ts";
import { answerWithElement } from "./answer-with-element.ts";
import { findSession } from "./find-session.ts";

const keySchema = idSchema<FileKey>();

export function addChainlitFileRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.post("/project/file", async (c) => {
    const session = await findSession(c, deps, c.req.query("session_id"));
    if (!session) throw new Refusal(404, "Session not found");
    const asked = askedFiles(session, c.req.query("ask_parent_id"));
    const { threadId, owner } = session;
    const receive = async () => {
      const rules = asked ?? (await rulesOf(deps, threadId));
      const { name, content } = await readUpload(c, rules.maxSize);
      return deps.files.put(content, { threadId, owner, name, rules });
    };
    const { key } = await inTheirWords(deps.transfers.run(owner, () => unhurried(c.env?.incoming?.socket, receive)));
    return c.json({ id: key });
  });
  routes.get("/project/file/:id", async (c) => {
    const session = await findSession(c, deps, c.req.query("session_id"));
    if (!session) throw new Refusal(401, "Unauthorized");
    const elementId = elementOfKey(c.req.param("id"));
    if (elementId) {
      const element = await loadShownElement(deps, session.threadId, elementId);
      if (!element || !isMade(element)) throw new Refusal(404, "File not found");
      return answerWithElement(deps, session.threadId, element, { anywhere: true });
    }
    const { data: key } = parseUntrusted(keySchema, c.req.param("id"));
    const row = key && (await deps.files.find(session.threadId, key));
    if (!row) throw new Refusal(404, "File not found");
    // Their pages live on other origins, too; the address has the secret in it.
    return answerWithFile(c, deps, row, { anywhere: true });
  });
}

/**
 * What the question that files are sent for takes: the one under that parent, else the one that is open, since while one is, their page sends no
 * others. Undefined when there is none, and the rules of the chat hold.
 */
function askedFiles(session: LiveChat, askParentId: string | undefined): UploadRules | undefined {
  const { state, config } = session;
  const asks = [...state.asks.values()].filter((ask) => ask.kind === "file");
  const parentOf = (ask: Ask) => {
    const step = state.steps.get(ask.stepId)?.step;
    const turn = step && state.turns.get(step.turnId)?.turn;
    return step?.parentId ?? (turn && hasRun(turn) ? turn.id : undefined);
  };
  const ask = askParentId ? asks.findLast((one) => parentOf(one) === askParentId) : asks.at(-1);
  if (askParentId && !ask) throw new Refusal(404, "Parent message not found");
  return ask && { ...config.uploads, enabled: true, accept: ask.accept as UploadRules["accept"], maxSize: ask.maxSizeMb * 1024 * 1024 };
}

/** What their clients show when a file is refused. */
async function inTheirWords<Result>(putting: Promise<Result>): Promise<Result> {
  try {
    return await putting;
  } catch (error) {
    if (!isChatError(error)) throw error;
    throw toRefusal(error);
  }
}

function toRefusal(error: ChatError): Refusal | ChatError {
  switch (error.code) {
    case "NOT_SUPPORTED":
      return new Refusal(400, "File upload is not enabled");
    case "FILE_REFUSED":
      return new Refusal(400, `File type not allowed. ${error.message}`);
    case "TOO_LARGE":
      return new Refusal(400, `File size too large. ${error.message}`);
    case "BAD_REQUEST":
      return new Refusal(422, [{ type: "missing", loc: ["body", "file"], msg: error.message }]);
    default:
      return error;
  }
}
