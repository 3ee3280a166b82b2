// A drawing as a page of the closed frame: it fits, and whatever it holds runs there.

export function toSvgPage(svg: string): string {
  return `<!doctype html><meta charset="utf-8"><style>html,body{margin:0;block-size:100%}body{display:grid;place-items:center;padding:1rem;box-sizing:border-box}svg{max-inline-size:100%;max-block-size:100%;block-size:auto}</style>${svg}`;
}
