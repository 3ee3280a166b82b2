// A picture of another host. Loading it from there would tell that the message was read: it waits for a press, and comes by way of our server.
import type { Element } from "@colloquy/protocol";
import { ImageDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { ImageView } from "../image/image-view.tsx";
import { altOf } from "../image/image-words.ts";

interface OfferedPictureProps {
  readonly element: Element;
  readonly host: string;
  /** Where our server has it. */
  readonly address: string;
}

/** What the person asked for once is not asked for again while the page is open. */
const asked = new Set<string>();

export function OfferedPicture({ element, host, address }: OfferedPictureProps) {
  const { t } = useTranslation();
  const [loads, setLoads] = useState(asked.has(address));
  if (loads) return <ImageView element={element} url={address} place="inline" />;
  const alt = altOf(element);
  return (
    <button
      type="button"
      className="file"
      onClick={() => {
        asked.add(address);
        setLoads(true);
      }}
    >
      <span className="th">
        <Icon of={ImageDown} />
      </span>
      <span className="tt">
        <b>{t("markdown.loadImage", { host })}</b>
        <small>{alt}</small>
      </span>
    </button>
  );
}
