// @vitest-environment happy-dom
import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Definitions } from "./definitions.ts";
import { toHtml } from "./inline.fixture.ts";
import { parseInline } from "./inline.ts";
import { readLive } from "./inline-live.ts";

const plain = { latex: false, html: false };
const read = (source: string, options = plain) => toHtml(parseInline(source, options, new Definitions()));

describe("emphasis beside Chinese, Japanese and Korean", () => {
  it.each([
    ["这是**“模式”**。", "这是<strong>“模式”</strong>。"],
    ["**注意。**后文", "<strong>注意。</strong>后文"],
    ["**“공개 문서”**는", "<strong>“공개 문서”</strong>는"],
    ["请看*（注）*后文", "请看<em>（注）</em>后文"],
    ["这是***“全部”***。", "这是<em><strong>“全部”</strong></em>。"],
    ["价格~~（旧）~~新", "价格<del>（旧）</del>新"],
    ["これは**「重要」**です。", "これは<strong>「重要」</strong>です。"],
    ["**ただし、**例外", "<strong>ただし、</strong>例外"],
    ["이것은 **중요(필수)**입니다", "이것은 <strong>중요(필수)</strong>입니다"],
    ["使用**`code`**即可", "使用<strong><code>code</code></strong>即可"],
    ["参见**[文档](https://a.example)**。", '参见<strong><a href="https://a.example">文档</a></strong>。'],
    ["**ＡＰＩ：**请求", "<strong>ＡＰＩ：</strong>请求"],
    ["**Note:**后文", "<strong>Note:</strong>后文"],
    ["English**“中文”**English", "English<strong>“中文”</strong>English"],
    ["English**（注意）**English", "English<strong>（注意）</strong>English"],
    ["𠮷**“野家”**𠮷", "𠮷<strong>“野家”</strong>𠮷"],
    ["葛\u{e0100}**“城”**市", "葛\u{e0100}<strong>“城”</strong>市"],
    ["他说：**“好……”**然后走了", "他说：<strong>“好……”</strong>然后走了"],
    ["**一**、**二**和**三**", "<strong>一</strong>、<strong>二</strong>和<strong>三</strong>"],
  ])("shows none of the marks of %j", (source, html) => {
    expect(read(source)).toBe(html);
  });

  it("leaves `_` as the standard has it, so that names in such text stay whole", () => {
    expect(read("变量_name_在")).toBe("变量_name_在");
  });

  it("takes a star between spaces for a star", () => {
    expect(read("三 * 四 * 五")).toBe("三 * 四 * 五");
  });
});

describe("one tilde", () => {
  it.each(["~12 or ~15", "~3~5 to ~/a~b", "cd ~/a && ls ~b~", "a ~~~three~~~ b", "about ~5~"])("is a tilde: %j", (source) => {
    expect(read(source)).toBe(source.replaceAll("&", "&amp;"));
  });

  it("deletes where there are two of them", () => {
    expect(read("~~gone~~ and ~~also *this*~~")).toBe("<del>gone</del> and <del>also <em>this</em></del>");
  });
});

describe("a dollar", () => {
  const math = (source: string) => read(source, { latex: true, html: false });

  it.each([
    "export PATH=$HOME/bin:$PATH",
    "$HOME/bin:$PATH",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell writes so
    "${HOME}/bin:${PATH}",
    "from $5 to $10",
    "US$5 and US$6",
    "$ a$",
    "$a $",
    "$a$b",
    "$a$1",
    "$A_$B",
    "$PRE$_x",
    "only $1",
    "$$$x",
  ])("is money or a shell's: %j", (source) => {
    expect(math(source)).toBe(source);
  });

  it.each([
    ["$x^2$ is", "<math>x^2</math> is"],
    ["($x$), $y$.", "(<math>x</math>), <math>y</math>."],
    ["设$x>0$时，$y$是", "设<math>x&gt;0</math>时，<math>y</math>是"],
    ["$\\$5$", "<math>\\$5</math>"],
    ["$$x$$ and \\(y\\) and \\[z\\]", "<math>x</math> and <math>y</math> and <math>z</math>"],
  ])("begins a formula: %j", (source, html) => {
    expect(math(source)).toBe(html);
  });
});

describe("an address without brackets", () => {
  const link = (address: string, href = address) => `<a href="${href}">${address}</a>`;

  it.each([
    ["见 https://example.com/guide，详见下文。", `见 ${link("https://example.com/guide")}，详见下文。`],
    ["见https://example.com/guide。", `见${link("https://example.com/guide")}。`],
    ["见（https://example.com/a_(b)）。", `见（${link("https://example.com/a_(b)")}）。`],
    ["打开https://example.com后文", `打开${link("https://example.com")}后文`],
    ["打开https://example.com/guide后文", `打开${link("https://example.com/guide")}后文`],
    ["https://example.com/docs를 보세요", `${link("https://example.com/docs")}를 보세요`],
    ["https://example.com/?q=1と", `${link("https://example.com/?q=1")}と`],
    ["“https://example.com”是", `“${link("https://example.com")}”是`],
    ["https://example.com——见下", `${link("https://example.com")}——见下`],
    ["https://example.com/a…", `${link("https://example.com/a")}…`],
    ["**https://example.com**后文", `<strong>${link("https://example.com")}</strong>后文`],
    ["访问www.example.com，谢谢", `访问${link("www.example.com", "http://www.example.com")}，谢谢`],
    ["访问www.example.com谢谢", `访问${link("www.example.com", "http://www.example.com")}谢谢`],
    ["写信给me@example.com。谢谢", `写信给${link("me@example.com", "mailto:me@example.com")}。谢谢`],
    ["写信给me@example.com谢谢", `写信给${link("me@example.com", "mailto:me@example.com")}谢谢`],
    ["https://例え.jp/あ", link("https://例え.jp/あ")],
    ["https://例え.テスト、", `${link("https://例え.テスト")}、`],
    ["https://www.例え.jp見て", `${link("https://www.例え.jp")}見て`],
    ["https://zh.wikipedia.org/wiki/维基百科，见", `${link("https://zh.wikipedia.org/wiki/维基百科")}，见`],
    ["https://a.example/%E7%BB%B4#%E5%9F%BA。", `${link("https://a.example/%E7%BB%B4#%E5%9F%BA")}。`],
    ["https://ru.wikipedia.org/wiki/Россия, см.", `${link("https://ru.wikipedia.org/wiki/Россия")}, см.`],
    ["https://a.example/São_Paulo!", `${link("https://a.example/São_Paulo")}!`],
    ["https://a.example/Michelson–Morley ok", `${link("https://a.example/Michelson–Morley")} ok`],
    ["https://a.example/س، ثم", `${link("https://a.example/س")}، ثم`],
    [
      "(https://a.example/x_(y)) and https://a.example/x?a=b&c=d.",
      `(${link("https://a.example/x_(y)")}) and <a href="https://a.example/x?a=b&amp;c=d">https://a.example/x?a=b&amp;c=d</a>.`,
    ],
    ["[https://a.example/b]", `[${link("https://a.example/b")}]`],
    ["[see https://a.example](https://b.example)", '<a href="https://b.example">see https://a.example</a>'],
    ["xhttps://a.example", "xhttps://a.example"],
    ["ftp://a.example/x", "ftp://a.example/x"],
  ])("ends where the sentence goes on: %j", (source, html) => {
    expect(read(source)).toBe(html);
  });
});

describe("text in the Latin alphabet", () => {
  const parser = new Parser();
  const renderer = new HtmlRenderer();
  const pieces = fc.constantFrom(
    ..."*|**|***|****|_|__|___|a|b c|, |. |\"|'|(|)|é|ß|€|—|“|”|…| |  |1|[|](|](/u)|](/u \"t\")|![|]|`|``|<a>|<b c='d'>|</b>|&amp;|&lt|\\|\\*|!|-|#|:|;|\n".split(
      "|",
    ),
  );

  it("reads as the standard's own parser reads it", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
        // A paragraph's own text: nothing that begins another block, and no space at its ends.
        const source = `x${parts.join("")}x`.replace(/\n[ \t]*[^A-Za-z*_]?/g, "\ny");
        fc.pre(!/\n[ \t]*(?:[*_] |[*_ \t]+(?:\n|$))/.test(source) && !/\S@|www|:\/\//.test(source));
        const expected = renderer
          .render(parser.parse(source))
          .trim()
          .replace(/^<p>|<\/p>$/g, "");
        // HTML is shown as text unless an app wants it: both sides are compared as if it were shown so.
        const shown = (html: string) =>
          html
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&quot;", '"')
            .replace(/(?:%[0-9A-F]{2})+/g, decodeURIComponent)
            // An address of an unknown scheme is refused.
            .replace(/(href|src)="[^"/]*:[^"]*"/g, '$1=""');
        expect(shown(read(source))).toBe(shown(expected));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("a line that is being written", () => {
  const live = (source: string, options = plain) => toHtml(readLive(source, options, new Definitions()).nodes);

  it.each([
    ["这是**“模", "这是<strong>“模</strong>"],
    ["这是**“模式”**", "这是<strong>“模式”</strong>"],
    ["这是**“模式”*", "这是<strong>“模式”</strong>"],
    ["**a *b* c", "<strong>a <em>b</em> c</strong>"],
    ["***both", "<em><strong>both</strong></em>"],
    ["about ~5 and ~", "about ~5 and "],
    ["a [b [c", 'a [b <a href="">c</a>'],
    ["a [b](https://x.exam", 'a <a href="">b</a>'],
    ["a [**b", 'a <a href=""><strong>b</strong></a>'],
    ["**a [b](c", '<strong>a <a href="">b</a></strong>'],
    ["an ![image](/x", "an "],
    ["`code **x", "<code>code **x</code>"],
    ["a `", "a "],
    ["a \\", "a "],
  ])("looks as it will when it is whole: %j", (source, html) => {
    expect(live(source)).toBe(html);
  });

  it("hides a formula until it is whole, and shows a dollar that is none", () => {
    const math = { latex: true, html: false };
    expect(live("so \\(x", math)).toBe("so ");
    expect(live("so $x^2$ and $HOME:$PA", math)).toBe("so <math>x^2</math> and $HOME:$PA");
  });
});
