// The app's own looks as the page is told of them: which of its pictures exist, and where. Addresses are whole paths, as the browser needs them.
import { toAvatarName } from "@colloquy/protocol";
import type { ResolvedConfig } from "../config/schema.ts";
import { findImage, IMAGE_ENDINGS } from "./public-images.ts";
import type { StaticFolder } from "./static-folder.ts";

/** The most faces a page is told of. */
const MOST_AVATARS = 500;

export async function toPageLooks(config: ResolvedConfig, publicFolder: StaticFolder, root: string) {
  const address = (file: string) => (file.startsWith("/") ? root + file : file);
  const [light, dark, icon, avatars] = await Promise.all([
    findImage(publicFolder, "logo_light"),
    findImage(publicFolder, "logo_dark"),
    findImage(publicFolder, "favicon"),
    findAvatars(publicFolder),
  ]);
  const drawn = { light: `${root}/logo?theme=${light ? "light" : "dark"}`, dark: `${root}/logo?theme=${dark ? "dark" : "light"}` };
  const chosen = config.logoFileUrl === undefined ? undefined : address(config.logoFileUrl);
  const logo = chosen === undefined ? (light || dark) && drawn : { light: chosen, dark: chosen };
  return {
    ...(logo && { logo }),
    ...(icon && { icon: `${root}/favicon` }),
    avatars,
    ...(config.defaultAvatarFileUrl !== undefined && { defaultAvatar: address(config.defaultAvatarFileUrl) }),
    ...(config.avatarSize !== undefined && { avatarSize: config.avatarSize }),
    headerLinks: config.headerLinks.map((link) => ({ ...link, url: address(link.url) })),
    ...(config.loginPageImage !== undefined && {
      loginPage: {
        image: address(config.loginPageImage),
        filter: config.loginPageImageFilter,
        darkFilter: config.loginPageImageDarkFilter,
      },
    }),
  };
}

/** Who has a face of their own, by the names of the files. */
async function findAvatars(publicFolder: StaticFolder): Promise<string[]> {
  const files = await publicFolder.names("avatars");
  const stems = files.flatMap((file) => {
    const [, stem = "", ending = ""] = /^(.+)\.([a-z]+)$/.exec(file.normalize("NFC")) ?? [];
    return IMAGE_ENDINGS.includes(ending) && toAvatarName(stem) === stem ? [stem] : [];
  });
  return [...new Set(stems)].sort().slice(0, MOST_AVATARS);
}
