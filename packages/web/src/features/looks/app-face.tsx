// The face beside an answer: the author's own picture, else the app's, else the mark.
import { toAvatarName } from "@colloquy/protocol";
import { useState } from "react";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import type { AppConfig } from "../../app/config.ts";
import { Face } from "../../components/ui/mark.tsx";

interface AppFaceProps {
  /** Who speaks; the app itself without it. */
  readonly author?: string;
}

/** Decoration: the name of the author stands beside it. */
export function AppFace({ author }: AppFaceProps) {
  const { root } = useAppContext();
  const { name, looks } = useConfig();
  const picture = findPicture(author ?? name, looks, root);
  const [broken, setBroken] = useState<string>();
  if (picture === undefined || picture.address === broken) return <Face />;
  return (
    <img className={`face ${picture.kind}`} src={picture.address} alt="" draggable={false} onError={() => setBroken(picture.address)} />
  );
}

/** A face is cut round; an icon is shown whole. */
interface Picture {
  readonly address: string;
  readonly kind: "photo" | "own-icon";
}

/** Where the picture of this author is, and nobody else's. */
export function findOwnFace(author: string, { avatars }: AppConfig["looks"], root: string): string | undefined {
  const name = toAvatarName(author);
  return name !== undefined && avatars.includes(name) ? `${root}/avatars/${encodeURIComponent(name)}` : undefined;
}

export function findPicture(author: string, looks: AppConfig["looks"], root: string): Picture | undefined {
  const { defaultAvatar, icon } = looks;
  const own = findOwnFace(author, looks, root);
  if (own !== undefined) return { address: own, kind: "photo" };
  if (defaultAvatar !== undefined) return { address: defaultAvatar, kind: "photo" };
  return icon === undefined ? undefined : { address: icon, kind: "own-icon" };
}
