// Everything that authors can call, called wrongly, as JavaScript allows: each call says which function, what it must be given, and how
// to write it. A new export without its wrong calls fails here.
import { type ChatError, isChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import * as fileSystemBlobs from "../../blob-storage/file-system.ts";
import * as memoryBlobs from "../../blob-storage/memory.ts";
import * as s3Blobs from "../../blob-storage/s3.ts";
import * as memoryData from "../../data/memory.ts";
import * as postgresData from "../../data/postgres.ts";
import * as sqliteData from "../../data/sqlite.ts";
import * as data from "../../data.ts";
import * as cl from "../../index.ts";
import * as node from "../../node.ts";
import * as postgresRelay from "../../relay/postgres.ts";
import * as redisRelay from "../../relay/redis.ts";
import * as relay from "../../relay.ts";
import * as memorySessions from "../../session-store/memory.ts";
import * as postgresSessions from "../../session-store/postgres.ts";
import * as sqliteSessions from "../../session-store/sqlite.ts";
import * as contracts from "../../testing/contracts.ts";
import * as testing from "../../testing.ts";
import * as view from "../../view.ts";
import { doInChat } from "./do-in-chat.ts";

/** A wrong call, the code it is refused with, and words that its message and its fix must have. */
type Wrong = readonly [call: () => unknown, code: string, message: RegExp, fix: RegExp];

/** Takes whatever JavaScript gives. */
// biome-ignore lint/suspicious/noExplicitAny: what is tried is what no type allows
type Loose = any;
const loose = cl as Loose;
const bad = (call: () => unknown, message: RegExp, fix: RegExp): Wrong => [call, "BAD_INPUT", message, fix];
const none: readonly Wrong[] = [];

const HANDLERS = Object.keys(cl.createApp()).filter((name) => typeof loose[name] === "function" && name !== "addAuthProvider");

/** Components have names that elements have, too. */
const VIEW = Object.keys(view).map((name) => `view.${name}`);
const drawn: Loose = view;
/** What a component is given is checked where its view is shown. */
const show = (shown: () => unknown) => () => new loose.Message({ view: shown() });

const WRONG: Readonly<Record<string, readonly Wrong[]>> = {
  ...Object.fromEntries(
    Object.keys(view).map((name) => [
      `view.${name}`,
      [
        bad(
          show(() =>
            drawn[name]({ text: 5, gap: 7, label: 5, columns: "two", ordered: 1, disabled: 1, language: 5, shape: 5, tone: 5, level: 9 }),
          ),
          new RegExp(name),
          /./,
        ),
      ],
    ]),
  ),
  "view.draftMessage": [bad(() => drawn.draftMessage("hello"), /draftMessage: the message must be/, /new Message/)],
  "view.modelView": [
    bad(() => drawn.modelView({ actions: { book: "book" } }), /modelView: actions\.book must be what action/, /./),
    bad(() => drawn.modelView({ components: ["Carousel"] }), /Carousel/, /./),
  ],
  ...Object.fromEntries(
    HANDLERS.map((name) => [
      name,
      [bad(() => loose[name]("hello"), new RegExp(`^${name}: .* a function, not "hello"`), new RegExp(`Write ${name}\\(`))],
    ]),
  ),
  ChatError: [bad(() => new loose.ChatError("NOPE"), /there is no code "NOPE"/, /BAD_INPUT/)],
  isChatError: none, // It is asked about anything.
  addAuthProvider: [
    bad(() => loose.addAuthProvider(undefined), /addAuthProvider: the provider must be an object/, /createOAuthProvider/),
    bad(() => loose.addAuthProvider({ id: "a b", kind: "redirect" }), /"a b" cannot be the id/, /letters, digits/),
    bad(() => loose.addAuthProvider({ id: "a", kind: "magic" }), /kind must be one of "password"/, /./),
  ],
  users: [
    bad(() => loose.users.find(5), /users\.find: the identifier must be a text/, /./),
    bad(() => loose.users.get(""), /users\.get: the id must be/, /./),
    bad(() => loose.users.update("id", "admin"), /users\.update: the changes must be an object/, /roles/),
    bad(() => loose.users.update("id", { role: ["admin"] }), /there is no option "role"/, /Did you mean roles/),
    bad(() => loose.users.signOut(undefined), /users\.signOut: the id/, /./),
    bad(() => loose.users.disable(5), /users\.disable: the id|no person|not being served/, /./),
  ],
  action: [
    bad(() => loose.action(""), /action: the name must be a text that is not empty/, /Write action\("approve"/),
    bad(() => loose.action("approve"), /action: the handler must be a function, not undefined/, /Write action\("approve"/),
    bad(() => loose.action("approve", { id: 7 }, () => undefined), /action: the schema must be a schema, not an object/, /zod/),
    bad(() => loose.createApp().action("go", () => undefined)("Go"), /go: how the button looks must be an object, not "Go"/, /label/),
  ],
  actionCallback: [
    bad(() => loose.actionCallback("again"), /actionCallback: the handler must be a function/, /Write actionCallback\(/),
    bad(() => loose.actionCallback(() => undefined), /actionCallback: the name must be a text/, /Write actionCallback\(/),
  ],
  messageAction: [
    bad(() => loose.messageAction("save", () => undefined), /messageAction: what the tool looks like must be an object/, /label/),
    bad(() => loose.messageAction("save", {}, () => undefined), /messageAction: label must be a text/, /label: "Save"/),
    bad(() => loose.messageAction("save", { label: "Save", on: "page" }, () => undefined), /on must be one of "answer"/, /./),
    bad(() => loose.messageAction("save", { label: "Save" }), /messageAction: the handler must be a function/, /message \}/),
  ],
  setMessageActions: [
    bad(() => loose.setMessageActions("save"), /setMessageActions: the names must be a list of texts/, /\["save"\]/),
    bad(() => loose.setMessageActions(["save"]), /there is no message action "save"/, /messageAction\("save"/),
  ],
  callFunction: [
    bad(() => loose.callFunction(undefined), /callFunction: the name must be a text/, /callFunction\("openMap"/),
    bad(() => loose.callFunction("a", "Oslo"), /callFunction: the arguments must be an object, not "Oslo"/, /place: "Oslo"/),
    bad(() => loose.callFunction("a", {}, { timeout: 0 }), /callFunction: timeout must be a number of seconds/, /./),
    bad(() => loose.callFunction("a", {}, { timeuot: 5 }), /there is no option "timeuot"/, /Did you mean timeout/),
    bad(() => loose.callFunction("a", { n: 1n }), /The arguments of a function must be plain data/, /user session/),
  ],
  sendWindowMessage: [bad(() => loose.sendWindowMessage(() => undefined), /A window message must be plain data/, /user session/)],
  Action: [
    bad(() => new loose.Action("again"), /Action: what the button is must be an object, not "again"/, /new Action\(\{ name/),
    bad(() => new loose.Action({ payload: {} }), /Action: name must be a text/, /new Action\(\{ name/),
    bad(() => new loose.Action({ name: "a", lable: "A" }), /there is no option "lable"/, /Did you mean label/),
    bad(() => new loose.Action({ name: "a", payload: () => undefined }), /The payload of an action must be plain data/, /user session/),
    bad(() => new loose.Action({ name: "a", label: "x".repeat(501) }), /Action\.label must be at most 500 characters/, /./),
    bad(() => new loose.Action({ name: "a", style: "loud" }), /style must be one of/, /./),
    bad(() => new loose.Action({ name: "a" }).send("message"), /Action\.send: forId must be a text/, /forId: message\.id/),
    bad(() => loose.Action.fromJSON("a"), /Action\.fromJSON: the action must be an object/, /toJSON/),
    bad(() => new loose.Message({ content: "A", actions: ["a"] }), /actions must be a list of actions/, /./),
  ],
  createApp: [
    bad(() => loose.createApp(() => undefined), /createApp: the handlers must be an object, not a function/, /createApp\(\{ onMessage/),
    bad(() => loose.createApp({ onMesage: () => undefined }), /There is no handler "onMesage"/, /Did you mean onMessage/),
    bad(() => loose.createApp({ onMessage: "hello" }), /onMessage: the handler must be a function/, /Write onMessage/),
  ],
  run: [
    bad(() => loose.run("session", () => undefined), /run: the session must be a session/, /context\.session/),
    bad(() => loose.run(cl.context.session, "work"), /run: the work must be a function/, /Write run/),
  ],
  createOAuthProvider: [
    bad(() => loose.createOAuthProvider(), /createOAuthProvider: the settings must be an object/, /issuer/),
    bad(() => loose.createOAuthProvider({ issuer: "https://sso.example" }), /createOAuthProvider: id must be/, /id: "corp"/),
    [() => loose.createOAuthProvider({ id: "a", clientId: "b", issuer: "sso" }), "BAD_CONFIG", /issuer is not a web address/, /in full/],
  ],
  hashPassword: [bad(() => loose.hashPassword(1234), /hashPassword: the password must be a text, not 1234/, /./)],
  verifyPassword: [bad(() => loose.verifyPassword(undefined, "x"), /verifyPassword: the password must be a text/, /./)],
  hasRole: [
    bad(() => loose.hasRole({ roles: ["admin"] }), /hasRole: the role must be/, /hasRole\(user, "admin"\)/),
    bad(() => loose.hasRole({}, "admin"), /the roles of the person must be a list/, /userSession\.user/),
  ],
  bind: [bad(() => loose.bind("x"), /bind: what is bound must be a function/, /Call bind/)],
  cache: [
    bad(() => loose.cache(Promise.resolve(1)), /cache: what is cached must be a function, not a promise/, /Call cache/),
    bad(() => loose.cache(() => 1, { ttl: 5 }), /there is no option "ttl"/, /ttlMs/),
    bad(() => cl.cache((callback: () => void) => callback)(() => undefined), /arguments of a cached function/, /./),
  ],
  logger: [
    bad(() => loose.logger.info(7, "seven"), /logger\.info: the values must be an object, not 7/, /logger\.info\(\{ some: value \}/),
  ],
  context: none, // Its properties throw NO_CHAT_CONTEXT outside of a chat; see below.
  sleep: [
    bad(() => loose.sleep("1s"), /sleep: ms must be a number of milliseconds, at least 0.*not "1s"/, /./),
    bad(() => loose.sleep(Number.POSITIVE_INFINITY), /sleep: ms must be/, /./),
    bad(() => loose.sleep(1, { signal: true }), /signal must be an AbortSignal/, /./),
  ],
  askUser: [
    bad(() => loose.askUser({ content: "Who?" }), /askUser: the question must be a text, not an object/, /askUser\("/),
    bad(() => loose.askUser("Who?", { timeout: "60" }), /timeout must be a number or null/, /./),
    bad(() => loose.askUser("Who?", { timeout: -1 }), /askUser: timeout must be a positive number/, /./),
    bad(() => loose.askUser("Who?", { timout: 5 }), /there is no option "timout"/, /Did you mean timeout/),
  ],
  askChoice: [
    bad(() => loose.askChoice("Which?"), /askChoice: the options must be a list/, /askChoice\("/),
    bad(() => loose.askChoice("Which?", ["a"], { multipel: true }), /there is no option "multipel"/, /Did you mean multiple/),
    bad(() => loose.askChoice("Which?", ["a", "a"]), /two options have the same value/, /./),
  ],
  askConfirm: [
    bad(() => loose.askConfirm("Sure?", { danger: "yes" }), /danger must be true or false/, /./),
    bad(() => loose.askConfirm("  "), /askConfirm: the question must be a text that says something/, /askConfirm\("/),
  ],
  askAction: [
    bad(() => loose.askAction("Go?", "yes"), /askAction: the actions must be a list/, /askAction\("/),
    bad(() => loose.askAction("Go?", [{}]), /askAction\.actions\[0\]\.name is missing/, /./),
  ],
  askApproval: [
    bad(() => loose.askApproval(), /askApproval: the question|askApproval: tool must be/, /./),
    bad(() => loose.askApproval({ tool: "t", scopes: ["ever"] }), /scopes must be a list of "chat" and "always"/, /./),
  ],
  askFile: [
    bad(() => loose.askFile("Send it."), /askFile: accept must be a list of media types/, /askFile\("/),
    bad(() => loose.askFile("Send it.", { accept: ["text"] }), /accept must be a list of media types/, /./),
  ],
  askElement: [bad(() => loose.askElement("Which?"), /askElement: the element must be one of type custom/, /./)],
  askForm: [
    [() => loose.askForm({ name: "text" }), "BAD_APP", /askForm: this is no schema/, /z\.object/],
    bad(() => loose.askForm(z.object({ a: z.string() }), { skipable: true }), /there is no option "skipable"/, /Did you mean skippable/),
  ],
  approvals: [bad(() => loose.approvals.revoke(5), /approvals\.revoke: the tool must be a text/, /./)],
  chatContext: [
    bad(() => loose.chatContext.add("hello"), /chatContext\.add: the message must be a Message/, /new Message/),
    bad(() => loose.chatContext.remove(undefined), /chatContext\.remove: the message must be a Message/, /chatContext\.get/),
    bad(() => loose.chatContext.toOpenAI({ tool: false }), /there is no option "tool"/, /Did you mean tools/),
    bad(() => loose.chatContext.toOpenAI({ files: "pictures" }), /files must be true, false, "images"/, /./),
    bad(() => loose.chatContext.toOpenAI({ files: { byte: 5 } }), /there is no option "byte"/, /Did you mean bytes/),
    bad(() => loose.chatContext.toModelMessages({ tools: { turns: "all" } }), /tools: turns must be a number/, /./),
  ],
  chatSettings: [
    bad(() => loose.chatSettings(undefined), /chatSettings: the form must be inputs, tabs or a schema/, /input\.slider/),
    bad(() => loose.chatSettings({ warmth: 5 }), /"warmth" must be an input or a tab, not 5/, /input\.slider/),
  ],
  input: [
    bad(() => loose.input.slider({ label: "Warmth", initial: "warm" }), /input\.slider: initial must be a number, not "warm"/, /./),
    bad(() => loose.input.slider(), /input\.slider: options must be an object/, /label/),
    bad(() => loose.input.slider({ label: "Warmth", maximum: 5 }), /there is no option "maximum"/, /max/),
    bad(() => loose.input.switch({ label: "On", initial: "yes" }), /input\.switch: initial must be true or false/, /./),
    bad(() => loose.input.checkbox({ label: 5 }), /input\.checkbox: label must be a text/, /./),
    bad(() => loose.input.select({ label: "Model", values: "small" }), /input\.select: values must be a list of texts/, /./),
    bad(() => loose.input.radio({ label: "Model", values: ["a"], initialValue: "b" }), /"b" is not one of its choices/, /./),
    bad(() => loose.input.multiSelect({ label: "Tools", values: ["a"], initial: "a" }), /initial must be a list of texts/, /./),
    bad(() => loose.input.tags({ label: "Tags", initial: [1] }), /input\.tags: initial must be a list of texts/, /./),
    bad(() => loose.input.text({ label: "Name", initial: 5 }), /input\.text: initial must be a text or null/, /./),
    bad(() => loose.input.number({ label: "Age", initial: "5" }), /input\.number: initial must be a number or null/, /./),
    bad(() => loose.input.date({ label: "Day", initial: new Date() }), /input\.date: initial must be a text or null, not a date/, /./),
    bad(() => loose.input.dateRange({ label: "Days", initial: "2026-03-01" }), /initial must be a first and a last day/, /./),
    bad(() => loose.input.tab({ temperature: {} }), /input\.tab: the label must be a text/, /input\.tab\("/),
  ],
  setStarterCategories: [bad(() => loose.setStarterCategories([{ label: "A" }]), /starter ?categories.*missing/i, /./)],
  setStarters: [bad(() => loose.setStarters([{ label: "A" }]), /starters\[0\]\.message is missing/, /./)],
  setCommands: [
    bad(() => loose.setCommands("Picture"), /commands must be a list/, /./),
    bad(() => loose.setCommands([{}]), /commands\[0\]\.id is missing/, /./),
  ],
  setFollowUps: [bad(() => loose.setFollowUps("Go on"), /setFollowUps: the follow-ups must be a list/, /setFollowUps\(\[/)],
  setModes: [bad(() => loose.setModes([{ id: "model" }]), /modes\[0\]/, /./)],
  showToast: [bad(() => loose.showToast(undefined), /./, /./), bad(() => loose.showToast("Saved", { type: "great" }), /type/, /./)],
  setThreadTitle: [bad(() => loose.setThreadTitle(5), /title must be a text/, /Leave the call out/)],
  Artifact: [
    bad(() => new loose.Artifact(undefined), /Artifact: .*must be an object/, /new Artifact/),
    bad(() => new loose.Artifact({ key: "", type: "markdown" }), /key must be a text of 1 to 200/, /new Artifact/),
    bad(() => new loose.Artifact({ key: "a", type: "word" }), /type must be one of "markdown"/, /new Artifact/),
    bad(() => new loose.Artifact({ key: "a", type: "code", lang: "ts" }), /there is no option "lang"/, /new Artifact/),
    bad(() => new loose.Artifact({ key: "a", type: "code", content: {} }), /content must be a text/, /./),
    bad(() => loose.Artifact.get(5), /Artifact.get: key must be/, /./),
  ],
  ErrorMessage: [bad(() => new loose.ErrorMessage(undefined), /ErrorMessage: what went wrong must be a text/, /ErrorMessage\("/)],
  Message: [
    bad(() => new loose.Message({ content: "a", sources: [{}] }).send(), /sources\[0\] is no source/, /title/),
    bad(() => new loose.Message({ content: "a", sources: [{ title: "a", url: "javascript:alert(1)" }] }).send(), /sources\[0\].url/, /./),
    bad(() => new loose.Message({ text: "hello" }), /Message: there is no option "text"/, /content/),
    bad(() => new loose.Message(undefined), /Message: what is said must be a text, or options, not undefined/, /new Message\("Hello"\)/),
    bad(() => new loose.Message(Promise.resolve("hello")), /must be a text, or options, not a promise/, /new Message/),
    bad(() => new loose.Message(new Error("no")), /must be a text, or options, not an error/, /new Message/),
    bad(() => new loose.Message({ contnt: "hello" }), /there is no option "contnt"/, /Did you mean content/),
    bad(() => new loose.Message({ content: "a", type: "bot_message" }), /type must be one of "user_message"/, /./),
    bad(() => new loose.Message({ content: "a", metadata: [] }), /metadata must be an object, not a list/, /./),
    bad(() => new loose.Message({ content: "a", id: "7" }), /id must be a UUID/, /crypto\.randomUUID/),
    bad(() => new cl.Message("a").streamToken(undefined as never), /streamToken: token must be a text, not undefined/, /String\(piece\)/),
    bad(() => new cl.Message("a").streamFrom(5 as never), /streamFrom: the source must be something that can be iterated/, /iterable/),
    bad(
      () => new loose.Message({ content: "a", elements: ["cat.png"] }),
      /elements must be a list of elements, not a list with "cat\.png"/,
      /./,
    ),
    bad(() => loose.Message.fromJSON("a"), /fromJSON: the message must be an object/, /toJSON/),
  ],
  Element: [bad(() => new cl.Text({ content: "a" }).send("now" as never), /Text\.send: options must be an object/, /send\(\{ forId/)],
  Image: [
    bad(() => new loose.Image("cat.png"), /Image: options must be an object, not "cat\.png"/, /new Image\(\{ path/),
    bad(() => new loose.Image({ path: "cat.png" }), /no words for people/, /alt: "A cat on a wall"/),
    bad(() => new loose.Image({ alt: "A cat" }), /there is no content/, /exactly one of path, url, bytes/),
    bad(() => new loose.Image({ pth: "cat.png", alt: "A cat" }), /there is no option "pth"/, /Did you mean path/),
    bad(() => new loose.Image({ url: "cat.png", alt: "A cat" }), /"cat\.png" is not an address/, /A file of this machine is a path/),
    bad(() => new loose.Image({ bytes: "abc", alt: "A cat" }), /bytes must be bytes: a Uint8Array/, /./),
    bad(() => new loose.Image({ path: "cat.png", alt: "A cat", size: 5 }), /size must be one of "small"/, /./),
    bad(
      () => loose.Image.fromSvg("circle", { alt: "A" }),
      /Image\.fromSvg: the picture must be a text that holds an <svg>/,
      /fromSvg\("<svg/,
    ),
    bad(() => loose.Image.fromSvg("<svg/>"), /Image\.fromSvg: options must be an object/, /alt/),
    bad(() => (new loose.Image({ path: "cat.png", alt: "A cat" }).source = "dog.png"), /Image: the source must be an object/, /\{ path/),
  ],
  Text: [
    bad(() => new loose.Text("hello"), /Text: options must be an object, not "hello"/, /content/),
    bad(() => new loose.Text({ content: 5 }), /content must be a text, not 5/, /./),
  ],
  Pdf: [bad(() => new loose.Pdf({ path: "a.pdf", page: "3" }), /page must be a page: 1, 2, 3/, /./)],
  Audio: [bad(() => new loose.Audio({ path: "a.mp3", autoplay: true }), /there is no option "autoplay"/, /Did you mean autoPlay/)],
  Video: [bad(() => new loose.Video({ path: "a.mp4", captions: "a.vtt" }), /captions are WebVTT/, /readFile/)],
  File: [bad(() => new loose.File({ content: "a,b" }), /there is no option "content"/, /new File/)],
  Plotly: [bad(() => new loose.Plotly({ data: [] }), /there is no option "data"/, /figure: \{ data/)],
  Dataframe: [bad(() => new loose.Dataframe({ data: "a,b" }), /data must be a list of records/, /./)],
  Chart: [
    bad(() => new loose.Chart({ kind: "bar", x: "a", y: "b" }), /Chart: data must be a list/, /new Chart\(\{ kind/),
    bad(() => new loose.Chart({ kind: "radar", data: [] }), /kind must be one of "line"/, /./),
    bad(() => new loose.Chart({ kind: "bar", data: [{ a: 1 }], x: "a", y: "b" }), /no row has a "b"/, /The rows have a/),
  ],
  TaskList: [bad(() => new loose.TaskList({ tasks: "Read" }), /tasks must be a list/, /./)],
  Task: [
    bad(() => new loose.Task({ name: "Read" }), /there is no option "name"/, /title/),
    bad(() => new loose.Task(), /Task: options must be/, /title/),
  ],
  CustomElement: [
    bad(() => new loose.CustomElement("Ticket"), /CustomElement: what it is must be an object, not "Ticket"/, /name: "Ticket"/),
    bad(() => new loose.CustomElement({ name: "Ticket", prop: {} }), /there is no option "prop"/, /Did you mean props/),
    bad(() => new loose.CustomElement({ props: {} }), /CustomElement: name must be a text/, /public\/elements\/Ticket\.tsx/),
  ],
  customElement: [
    bad(() => loose.customElement(), /name must be a text/, /Ticket/),
    bad(() => loose.customElement("Ticket", "two"), /props must be an object, not "two"/, /Correct the named argument/),
  ],
  elementSidebar: [
    bad(() => loose.elementSidebar.setTitle(), /setTitle: the title must be a text/, /setTitle\("/),
    bad(() => loose.elementSidebar.setElements("notes"), /setElements: the elements must be a list of elements/, /setElements\(\[/),
    bad(() => loose.elementSidebar.setElements([], { name: "k" }), /there is no option "name"/, /key/),
  ],
  elementFromJSON: [
    bad(() => loose.elementFromJSON("a"), /elementFromJSON: the element must be an object/, /toJSON/),
    bad(() => loose.elementFromJSON({ path: "/etc/passwd" }), /a path is not read/, /new File\(\{ path/),
  ],
  inferElementType: [bad(() => loose.inferElementType(undefined), /inferElementType: the type must be a text/, /image\/png/)],
  Step: [
    bad(() => new loose.Step({ title: "Search" }), /Step: there is no option "title"/, /name/),
    bad(() => new loose.Step({ name: "Search", type: "search" }), /type must be one of/, /./),
    bad(() => loose.Step.open(5), /Step: options must be an object, not 5/, /name: "Search"/),
    bad(() => new cl.Step("Search").streamToken(5 as never), /streamToken: token must be a text/, /String/),
  ],
  step: [
    bad(() => loose.step({ name: "Search" }), /step\(\) needs a function/, /step\(options, fn\)/),
    bad(() => loose.step({ nam: "Search" }, () => 1), /step: there is no option "nam"/, /Did you mean name/),
  ],
  withStep: [
    bad(() => loose.withStep("Search"), /withStep: the work must be a function/, /Call withStep/),
    bad(() => loose.withStep({ icn: "x" }, () => 1), /withStep: there is no option "icn"/, /Did you mean icon/),
  ],
  translate: [
    bad(() => loose.translate(undefined), /translate: the key must be a text/, /translations\/en\.json/),
    bad(() => loose.translate("hello", "Ada"), /translate: the values must be an object/, /\{ name: value \}/),
    bad(() => loose.translate("hello", {}, { language: "german!" }), /language must be a language tag/, /./),
    bad(() => loose.translate("helo"), /has the text "helo"/, /"helo"/),
  ],
  userSession: [
    bad(() => loose.userSession.get(5), /userSession\.get: the key must be a text, not 5/, /./),
    bad(() => loose.userSession.set(undefined, 1), /userSession\.set: the key must be a text/, /./),
    bad(() => loose.userSession.has(Symbol("s")), /userSession\.has: the key must be a text/, /./),
    bad(() => loose.userSession.delete({}), /userSession\.delete: the key must be a text/, /./),
    bad(() => loose.userSession.update("count", 5), /userSession\.update: the change must be a function/, /count \+ 1/),
    [() => loose.userSession.set("user", {}), "RESERVED_KEY", /"user" is a reserved key/, /./],
    bad(() => loose.userSession.createAccessor(5, 1), /createAccessor: the key must be a text/, /./),
    bad(() => loose.userSession.createLive("client"), /createLive: what makes the value must be a function/, /createLive\("/),
  ],
  defineConfig: [bad(() => loose.defineConfig("Librarian"), /defineConfig: the configuration must be an object/, /defineConfig\(\{/)],
  createServer: [
    [() => (node as Loose).createServer({ onMessage: () => undefined }), "BAD_APP", /no app/, /createApp/],
    bad(() => (node as Loose).createServer(cl.createApp(), { directory: "." }), /createServer: there is no option "directory"/, /appDir/),
  ],
  systemClock: none, // A value.
  createManualClock: [bad(() => (testing as Loose).createManualClock("now"), /createManualClock: start must be a number/, /Date\.UTC/)],
  openChat: [
    [() => (testing as Loose).openChat({}), "BAD_APP", /no app/, /createApp/],
    bad(() => (testing as Loose).openChat(cl.createApp(), { lang: "de" }), /openChat: there is no option "lang"/, /language/),
    bad(() => (testing as Loose).openChat(cl.createApp(), { clock: "fast" }), /clock must be one of "real"/, /./),
  ],
  TEST_CONFIG: none, // A value.
  viewCorpus: none, // A value.
  serveApp: [
    [() => (testing as Loose).serveApp(), "BAD_APP", /no app/, /createApp/],
    bad(() => (testing as Loose).serveApp(cl.createApp(), { prt: 1 }), /there is no option "prt"/, /Did you mean port/),
  ],
  authProviderContract: [bad(() => (contracts as Loose).authProviderContract(), /authProviderContract: options must be/, /name/)],
  viewRendererContract: [bad(() => (contracts as Loose).viewRendererContract({}), /viewRendererContract: name must be/, /name: "mine"/)],
  blobStoreContract: [bad(() => (contracts as Loose).blobStoreContract({}), /blobStoreContract: name must be/, /name: "mine"/)],
  dataLayerContract: [bad(() => (contracts as Loose).dataLayerContract({}), /dataLayerContract: name must be/, /name: "mine"/)],
  sessionStoreContract: [bad(() => (contracts as Loose).sessionStoreContract("mine"), /sessionStoreContract: options must be/, /name/)],
  createMemoryBlobStore: [
    bad(() => (memoryBlobs as Loose).createMemoryBlobStore({ time: 0 }), /createMemoryBlobStore: there is no option "time"/, /clock/),
  ],
  createFileSystemBlobStore: [
    bad(() => (fileSystemBlobs as Loose).createFileSystemBlobStore("files"), /options must be an object, not "files"/, /folder: "files"/),
    bad(() => (fileSystemBlobs as Loose).createFileSystemBlobStore({ path: "files" }), /there is no option "path"/, /folder/),
  ],
  feedbackLines: [
    bad(() => (data.feedbackLines as Loose)(undefined), /feedbackLines: the data layer must be an object/, /createSqliteDataLayer/),
    bad(() => (data.feedbackLines as Loose)({}, { sinse: "2026" }), /there is no option "sinse"/, /Did you mean since/),
  ],
  filesOf: none, // It is asked about elements that are stored.
  createMemoryDataLayer: none, // It takes nothing.
  createMemorySessionStore: none, // It takes nothing.
  createSqliteDataLayer: [
    bad(
      () => (sqliteData as Loose).createSqliteDataLayer("chats.sqlite"),
      /must be an object, not "chats\.sqlite"/,
      /file: "chats\.sqlite"/,
    ),
  ],
  createSqliteSessionStore: [bad(() => (sqliteSessions as Loose).createSqliteSessionStore(), /must be an object/, /file: "chats\.sqlite"/)],
  createSqliteFile: [bad(() => (sqliteData as Loose).createSqliteFile({ path: "x" }), /file must be a text/, /file: "chats\.sqlite"/)],
  createS3BlobStore: [
    bad(() => (s3Blobs as Loose).createS3BlobStore("files"), /must be an object, not "files"/, /bucket: "chat-files"/),
    bad(() => (s3Blobs as Loose).createS3BlobStore({ bucket: "b" }), /"b" cannot be the name of a bucket/, /bucket: "chat-files"/),
    bad(
      () => (s3Blobs as Loose).createS3BlobStore({ bucket: "files", endpoint: "minio:9000" }),
      /is not the address of a service/,
      /bucket:/,
    ),
  ],
  createPostgresDataLayer: [
    bad(() => (postgresData as Loose).createPostgresDataLayer("postgres://host/db"), /must be an object, not "postgres/, /url: "postgres:/),
  ],
  createPostgresSessionStore: [
    bad(
      () => (postgresSessions as Loose).createPostgresSessionStore({ host: "db" }),
      /there is no option "host"|url must be/,
      /url: "postgres:/,
    ),
  ],
  createSingleRelay: none, // It takes nothing.
  createRelay: [
    bad(() => (relay as Loose).createRelay("redis://host"), /the driver must be an object, not "redis/, /createRedisRelayDriver/),
    bad(() => (relay as Loose).createRelay({}, { clok: 1 }), /there is no option "clok"/, /Did you mean clock/),
  ],
  createRedisRelayDriver: [
    bad(() => (redisRelay as Loose).createRedisRelayDriver("redis://host"), /must be an object, not "redis/, /url: "redis:/),
    bad(
      () => (redisRelay as Loose).createRedisRelayDriver({ host: "db" }),
      /there is no option "host"|url must be/,
      /url: "redis:|The options/,
    ),
    bad(() => (redisRelay as Loose).createRedisRelayDriver({ url: "redis://h", leaseMs: 5 }), /leaseMs must be .* at least 1000/, /./),
  ],
  createPostgresRelayDriver: [
    bad(() => (postgresRelay as Loose).createPostgresRelayDriver("postgres://host"), /must be an object, not "postgres/, /url: "postgres:/),
    bad(() => (postgresRelay as Loose).createPostgresRelayDriver({ url: "" }), /url must be a text that is not empty/, /url: "postgres:/),
    bad(
      () => (postgresRelay as Loose).createPostgresRelayDriver({ url: "postgres://h/d", schema: "A B" }),
      /"A B" cannot be the schema/,
      /small letters/,
    ),
  ],
  createPostgresStore: [
    bad(() => (postgresData as Loose).createPostgresStore({ url: "" }), /url must be a text that is not empty/, /url: "postgres:/),
    bad(
      () => (postgresData as Loose).createPostgresStore({ url: "postgres://h/d", schema: "A B" }),
      /"A B" cannot be the schema/,
      /small letters/,
    ),
  ],
};

const SURFACE = Object.keys({
  ...data,
  ...memoryBlobs,
  ...fileSystemBlobs,
  ...s3Blobs,
  ...memoryData,
  ...postgresData,
  ...sqliteData,
  ...memorySessions,
  ...postgresSessions,
  ...sqliteSessions,
  ...relay,
  ...postgresRelay,
  ...redisRelay,
  ...contracts,
  ...testing,
  ...node,
  ...cl,
})
  .concat(VIEW)
  .sort();

describe("what authors call", () => {
  it("is all in this table, and nothing else is", () => {
    expect(Object.keys(WRONG).sort()).toEqual(SURFACE);
    const functions = SURFACE.filter((name) => typeof loose[name] === "function" && name !== "isChatError");
    expect(functions.filter((name) => WRONG[name]?.length === 0)).toEqual([]);
  });

  it("is refused where it is wrong, with the place and how to write it", async () => {
    // Registering must not have taken what was refused: the default app stays as it was.
    const before = cl.createApp().handlerCount;
    await using done = await doInChat(async () => {
      const problems: string[] = [];
      for (const [name, calls] of Object.entries(WRONG))
        for (const [index, [call, code, message, fix]] of calls.entries()) {
          const refused = await outcome(call);
          const place = `${name} ${index + 1}`;
          if (!isChatError(refused)) problems.push(`${place}: ${refused instanceof Error ? `threw ${refused}` : "was taken"}`);
          else problems.push(...wrongAbout(refused, { code, message, fix }).map((problem) => `${place}: ${problem}`));
        }
      return problems;
    });
    expect(done.result).toEqual([]);
    expect(before).toBe(0);
  });

  it("tells of its place outside of a chat as well", () => {
    expect(() => cl.context.session).toThrowError(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    expect(() => new cl.Message("hello")).toThrowError(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    expect(() => new loose.Message({ text: "hello" })).toThrowError(expect.objectContaining({ code: "BAD_INPUT" }));
  });

  it("takes what is right, and options that are undefined", async () => {
    await using done = await doInChat(async () => {
      await new loose.Message({ content: "a", author: undefined, strange: undefined }).send();
      await new cl.Message({ content: { a: 1 }, tags: ["x"], metadata: { b: 2 } }).send();
      await cl.withStep({ name: "Work", showInput: false, defaultOpen: true }, () => "done");
      return cl.input.slider({ label: "Warmth", initial: 5 }).input.type;
    });
    expect(done.result).toBe("slider");
  });
});

async function outcome(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
}

function wrongAbout(error: ChatError, wanted: { readonly code: string; readonly message: RegExp; readonly fix: RegExp }): string[] {
  return [
    ...(error.code === wanted.code ? [] : [`code ${error.code}`]),
    ...(wanted.message.test(error.message) ? [] : [`message "${error.message}"`]),
    ...(wanted.fix.test(error.fix) ? [] : [`fix "${error.fix}"`]),
  ];
}
