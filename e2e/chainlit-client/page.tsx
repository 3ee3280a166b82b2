// What somebody builds who takes the official client from npm and writes a page of their own around its hooks.
import {
  ChainlitAPI,
  ChainlitContext,
  commandsState,
  type IAction,
  type IMessageElement,
  type IStep,
  type ITasklistElement,
  sessionIdState,
  sideViewState,
  threadIdToResumeState,
  useAuth,
  useChatData,
  useChatInteract,
  useChatMessages,
  useChatSession,
  useConfig,
} from "@chainlit/react-client";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { RecoilRoot, useRecoilValue } from "recoil";
import { History, SharedChat } from "./history.tsx";

const client = new ChainlitAPI(window.location.origin, "webapp");
const userEnv = JSON.parse(new URLSearchParams(window.location.search).get("env") ?? "{}") as Record<string, string>;
const threadToResume = new URLSearchParams(window.location.search).get("thread") ?? undefined;
const shared = new URLSearchParams(window.location.search).get("share");

function Page() {
  const { isReady, isAuthenticated, user, logout, setUserFromAPI } = useAuth();
  const { config } = useConfig();
  const { connect, session, chatProfile, setChatProfile } = useChatSession();
  const sessionId = useRecoilValue(sessionIdState);
  const { messages, threadId, firstInteraction } = useChatMessages();
  const { connected, loading, disabled, actions, askUser, callFn, chatSettingsInputs, chatSettingsValue, elements, tasklists } =
    useChatData();
  const panel = useRecoilValue(sideViewState);
  const commands = useRecoilValue(commandsState);
  const { sendMessage, editMessage, replyMessage, stopTask, clear, updateChatSettings, uploadFile, windowMessage } = useChatInteract();
  const [attached, setAttached] = useState<readonly { readonly id: string }[]>([]);
  const [refused, setRefused] = useState("");
  const [returned, setReturned] = useState("");
  const [heard, setHeard] = useState("");
  const [text, setText] = useState("");

  useEffect(() => {
    // What their client passes on to the page around it; this page stands alone, so it is its own.
    const hear = ({ data }: MessageEvent<unknown>) => setHeard(JSON.stringify(data));
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, []);

  useEffect(() => {
    if (isReady && isAuthenticated) connect({ userEnv });
  }, [isReady, isAuthenticated, connect]);

  /** As their sign-in page does; name and password stand in the field. */
  const logIn = async () => {
    const form = new FormData();
    const [username = "", password = ""] = text.split(" ");
    form.append("username", username);
    form.append("password", password);
    await client.passwordAuth(form).then(setUserFromAPI, () => undefined);
  };

  /** As their own page does: another profile is another chat. */
  const choose = (name: string) => {
    clear();
    setChatProfile(name);
  };

  const message = (): IStep => ({
    id: crypto.randomUUID(),
    threadId: "",
    name: "User",
    type: "user_message",
    output: text,
    createdAt: new Date().toISOString(),
  });
  /** A page decides itself what its button does to a question. */
  const send = () => {
    if (askUser) return replyMessage(message());
    sendMessage(message(), [...attached]);
    return setAttached([]);
  };
  /** As their own page does: buttons of a question answer it, others are run. */
  const press = (action: IAction) => {
    if (askUser?.spec.keys?.includes(action.id)) return askUser.callback(action);
    return client.callAction(action, sessionId).then(
      (answer: unknown) => setReturned(JSON.stringify(answer)),
      (reason: unknown) => setRefused(String(reason)),
    );
  };
  const answerWithFile = (file: File | undefined) => {
    if (!file) return;
    uploadFile(file, () => undefined, askUser?.parentId).promise.then(
      (reference) => askUser?.callback([reference]),
      (reason: unknown) => setRefused(String(reason)),
    );
  };
  useEffect(() => {
    if (callFn?.name === "double") callFn.callback({ doubled: Number(callFn.args["n"]) * 2 });
  }, [callFn]);
  const attach = (files: FileList | null) => {
    for (const file of files ?? [])
      uploadFile(file, () => undefined).promise.then(
        (reference) => setAttached((others) => [...others, reference]),
        (reason: unknown) => setRefused(String(reason)),
      );
  };
  const edit = () => {
    const mine = messages.find(({ type }) => type === "user_message");
    if (mine) editMessage({ ...mine, output: text });
  };
  return (
    <main
      data-ready={isReady}
      data-user={user?.display_name ?? user?.identifier}
      data-app={config?.ui.name}
      data-connected={connected ?? false}
      data-loading={loading}
      data-disabled={disabled}
      data-asking={askUser !== undefined}
      data-session={sessionId}
      data-thread={threadId}
      data-first={firstInteraction}
      data-profile={chatProfile}
      data-refused={session?.error ?? false}
    >
      <input aria-label="Text" value={text} onChange={(event) => setText(event.target.value)} />
      <input aria-label="Attach" type="file" multiple onChange={(event) => attach(event.target.files)} />
      <output aria-label="Ready to be sent">{attached.length}</output>
      <output aria-label="Refused">{refused}</output>
      <output aria-label="Returned">{returned}</output>
      <output aria-label="Heard">{heard}</output>
      <input aria-label="Answer with a file" type="file" onChange={(event) => answerWithFile(event.target.files?.[0])} />
      <button type="button" onClick={() => windowMessage({ say: text })}>
        Say to the app
      </button>
      {actions.map((action, index) => (
        // Told twice, a button is there twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: the same id may be there twice
        <button type="button" key={index} title={action.tooltip} onClick={() => press(action)}>
          {action.label || action.name}
        </button>
      ))}
      {askUser?.spec.type === "element" && (
        <button type="button" onClick={() => askUser.callback({ submitted: true, ticket: 7 })}>
          Submit the element
        </button>
      )}
      {elements.map((element) => {
        const { id, name, type, url, forId } = element;
        if (type === "image") return <img key={id} alt={name} src={url} data-for={forId} />;
        if (type === "text" || type === "plotly" || type === "dataframe") return <Content key={id} element={element} />;
        return (
          <a key={id} href={url}>
            {name}
          </a>
        );
      })}
      {tasklists.slice(-1).map((list) => (
        <Content key={list.id} element={list} />
      ))}
      {panel && (
        <aside aria-label={panel.title}>
          {panel.elements.map((element) => (
            <Content key={element.id} element={element} />
          ))}
        </aside>
      )}
      <button type="button" onClick={send}>
        Send
      </button>
      <button type="button" onClick={stopTask}>
        Stop
      </button>
      <button type="button" onClick={logIn}>
        Log in
      </button>
      <button type="button" onClick={() => client.headerAuth().then(setUserFromAPI)}>
        Log in by header
      </button>
      <button type="button" onClick={() => logout()}>
        Log out
      </button>
      <button type="button" onClick={edit}>
        Edit the first
      </button>
      <button type="button" onClick={() => clear()}>
        New chat
      </button>
      <button type="button" onClick={() => session?.socket.io.engine.close()}>
        Cut
      </button>
      {commands.map((command) => (
        <button
          type="button"
          key={command.id}
          title={command.description}
          onClick={() => sendMessage({ ...message(), command: command.id })}
        >
          {command.id}
        </button>
      ))}
      {chatSettingsInputs.map(({ id, label }: { readonly id: string; readonly label: string }) => (
        <output key={id} aria-label={label}>
          {JSON.stringify(chatSettingsValue[id])}
        </output>
      ))}
      <button type="button" onClick={() => updateChatSettings({ ...chatSettingsValue, ...(JSON.parse(text) as object) })}>
        Save settings
      </button>
      {config?.chatProfiles.map(({ name, display_name }) => (
        <button type="button" key={name} onClick={() => choose(name)}>
          {display_name ?? name}
        </button>
      ))}
      {config?.starters?.map(({ label, message: starter, command }) => (
        <button type="button" key={label} onClick={() => sendMessage({ ...message(), output: starter, ...(command && { command }) })}>
          {label}
        </button>
      ))}
      <History client={client} text={text} />
      <Steps steps={messages} />
    </main>
  );
}

/** Content as their own page has it: fetched from where the element says, and again when that changes. */
function Content({ element: { name, url } }: { readonly element: IMessageElement | ITasklistElement }) {
  const [content, setContent] = useState("");
  useEffect(() => {
    if (url === undefined) return;
    fetch(url, { credentials: "include" })
      .then((answer) => answer.text())
      .then(setContent, (reason: unknown) => setContent(String(reason)));
  }, [url]);
  return <section aria-label={name}>{content}</section>;
}

function Steps({ steps }: { readonly steps: readonly IStep[] }) {
  return (
    <ol>
      {steps.map((step) => (
        <li
          key={step.id}
          data-type={step.type}
          data-name={step.name}
          data-streaming={step.streaming ?? false}
          data-ended={Boolean(step.end)}
          data-error={step.isError ?? false}
        >
          <p>{step.output}</p>
          {step.steps && <Steps steps={step.steps} />}
        </li>
      ))}
    </ol>
  );
}

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <ChainlitContext.Provider value={client}>
      <RecoilRoot initializeState={({ set }) => set(threadIdToResumeState, threadToResume)}>
        {shared === null ? <Page /> : <SharedChat client={client} id={shared} />}
      </RecoilRoot>
    </ChainlitContext.Provider>,
  );
