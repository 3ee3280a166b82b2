// What somebody builds around the official client for what is remembered: the list of chats, ratings, favourites and links.
import {
  type ChainlitAPI,
  type IFeedback,
  type IPageInfo,
  type IStep,
  type IThread,
  sessionIdState,
  useChatMessages,
  useChatSession,
} from "@chainlit/react-client";
import { useEffect, useState } from "react";
import { useRecoilValue } from "recoil";

interface HistoryProps {
  readonly client: ChainlitAPI;
  /** What stands in the field: a name, a word that is looked for, a comment. */
  readonly text: string;
}

/** How many chats a page of the list has. */
const FIRST = 2;

/** A list of chats with its search, as their own sidebar has it, and what is done with the chat that is open. */
export function History({ client, text }: HistoryProps) {
  const { messages, threadId = "" } = useChatMessages();
  const { session } = useChatSession();
  const sessionId = useRecoilValue(sessionIdState);
  const [threads, setThreads] = useState<readonly IThread[]>([]);
  const [pageInfo, setPageInfo] = useState<IPageInfo>();
  const [said, setSaid] = useState("");
  const [favourites, setFavourites] = useState<readonly IStep[]>([]);
  const socket = session?.socket;

  useEffect(() => {
    if (!socket) return;
    socket.on("set_favorites", setFavourites);
    socket.emit("fetch_favorites");
    return () => void socket.off("set_favorites", setFavourites);
  }, [socket]);

  const list = async (filter: { readonly search?: string; readonly feedback?: number }, cursor?: string) => {
    const page = await client.listThreads({ first: FIRST, ...(cursor !== undefined && { cursor }) }, filter);
    setThreads((known) => (cursor === undefined ? page.data : [...known, ...page.data]));
    setPageInfo(page.pageInfo);
  };
  const run = messages.flatMap((message) => message.steps ?? []).findLast(({ type }) => type === "run");
  const mine = messages.find(({ type }) => type === "user_message");
  const rate = async (value: number) => {
    if (!run) return;
    const feedback: IFeedback = { ...run.feedback, forId: run.id, threadId, value, ...(text !== "" && { comment: text }) };
    setSaid((await client.setFeedback(feedback, sessionId)).feedbackId);
  };
  const told = (doing: Promise<{ readonly success: boolean }>) =>
    doing.then(
      ({ success }) => setSaid(String(success)),
      (reason: unknown) => setSaid(String(reason)),
    );
  const star = () =>
    mine &&
    socket?.emit("message_favorite", { message: { ...mine, metadata: { ...mine.metadata, favorite: !mine.metadata?.["favorite"] } } });

  const does: Readonly<Record<string, () => unknown>> = {
    "List chats": () => list({}),
    "More chats": () => list({}, pageInfo?.endCursor),
    "Search chats": () => list({ search: text }),
    "Chats with a thumb up": () => list({ feedback: 1 }),
    "Chats with a thumb down": () => list({ feedback: 0 }),
    "Rename this chat": () => told(client.renameThread(threadId, text)),
    "Delete this chat": () => told(client.deleteThread(threadId)),
    "Share this chat": () => told(client.shareThread(threadId, true)),
    "Share it no more": () => told(client.shareThread(threadId, false)),
    "Thumb up": () => rate(1),
    "Thumb down": () => rate(0),
    "Take the rating back": () => run?.feedback?.id !== undefined && told(client.deleteFeedback(run.feedback.id)),
    "Star the first": star,
  };
  return (
    <section>
      {Object.entries(does).map(([name, act]) => (
        <button type="button" key={name} onClick={act}>
          {name}
        </button>
      ))}
      <output aria-label="Answered">{said}</output>
      <output aria-label="Rating">{run?.feedback && `${run.feedback.value} ${run.feedback.comment ?? ""}`}</output>
      <ul aria-label="Chats" data-more={pageInfo?.hasNextPage ?? false}>
        {threads.map(({ id, name, metadata }) => (
          <li key={id} data-id={id} data-shared={metadata?.["is_shared"] === true}>
            {name}
          </li>
        ))}
      </ul>
      <ul aria-label="Favourites">
        {favourites.map(({ id, output }) => (
          <li key={id}>{output}</li>
        ))}
      </ul>
    </section>
  );
}

/** A chat that somebody shared, read as their own page reads it. */
export function SharedChat({ client, id }: { readonly client: ChainlitAPI; readonly id: string }) {
  const [thread, setThread] = useState<IThread>();
  const [refused, setRefused] = useState("");
  useEffect(() => {
    client
      .get(`/project/share/${id}`)
      .then((answer) => answer.json())
      .then(setThread, (reason: unknown) => setRefused(String(reason)));
  }, [client, id]);
  return (
    <article aria-label="Shared" data-name={thread?.name} data-keys={Object.keys(thread?.metadata ?? {}).join(" ")}>
      <output aria-label="Not shared">{refused}</output>
      {thread?.steps
        .filter(({ type }) => type.endsWith("_message"))
        .map(({ id: step, output, feedback }) => (
          <p key={step} data-rated={feedback !== undefined}>
            {output}
          </p>
        ))}
    </article>
  );
}
