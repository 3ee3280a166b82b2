// A React component as a page of the closed frame: compiled here, run there, with React as its only import.
import { transform } from "sucrase";

/** Throws what is wrong with the source. */
export function toComponentPage(source: string, root: string): string {
  const { code } = transform(source, {
    transforms: ["typescript", "jsx", "imports"],
    jsxRuntime: "classic",
    production: true,
    filePath: "component.tsx",
  });
  // `</script>` in a text of the component would end the element it stands in.
  const safe = code.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "<\\!--");
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{margin:1rem;font:16px/1.5 system-ui,sans-serif}</style><div id="root"></div>
<script src="${root}/frame/react.js"></script>
<script>colloquyRun(function (require, module, exports, React) {${safe}
});</script>`;
}
