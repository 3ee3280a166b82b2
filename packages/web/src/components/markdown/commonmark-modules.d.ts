// The standard's examples and its parser, of which the tests use this much.
declare module "commonmark-spec" {
  export const tests: readonly { readonly markdown: string; readonly html: string; readonly section: string; readonly number: number }[];
}

declare module "commonmark" {
  export class Parser {
    parse(source: string): object;
  }
  export class HtmlRenderer {
    render(document: object): string;
  }
}
