// A block of HTML, for apps that allow it. It is always sanitised; the sanitiser is fetched with the first block.
import { useEffect, useState } from "react";
import { htmlSanitiser } from "./html-sanitiser.ts";
import { useMarkdown } from "./markdown-options.ts";

export function HtmlView({ source }: { source: string }) {
  const { options } = useMarkdown();
  const [html, setHtml] = useState(() => htmlSanitiser.clean(source, options));
  useEffect(() => {
    if (html !== undefined) return undefined;
    let shown = true;
    const show = () => {
      if (shown) setHtml(htmlSanitiser.clean(source, options));
    };
    void htmlSanitiser.load().then(show);
    return () => {
      shown = false;
    };
  }, [html, source, options]);
  if (html === undefined || html === "") return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it has passed the sanitiser
  return <div className="md-html" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
