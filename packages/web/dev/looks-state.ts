// An app with looks of its own: a logo, faces, links in the header.
import type { AppConfig } from "../src/app/config.ts";

const draw = (inside: string, box: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inside}</svg>`)}`;
const logo = (color: string) =>
  draw(
    `<path d="M2 20c4 0 4-3 8-3s4 3 8 3 4-3 8-3" fill="none" stroke="${color}" stroke-width="3"/><text x="34" y="22" font-family="sans-serif" font-weight="700" font-size="17" fill="${color}">Harbour</text>`,
    "0 0 108 32",
  );

export const LOOKS: AppConfig["looks"] = {
  logo: { light: logo("#1d4e6f"), dark: logo("#a9d3ee") },
  avatars: [],
  defaultAvatar: draw(
    '<rect width="48" height="48" fill="#1d4e6f"/><path d="M8 30c5 0 5-4 11-4s5 4 11 4 5-4 11-4" fill="none" stroke="#fff" stroke-width="4"/>',
    "0 0 48 48",
  ),
  avatarSize: 28,
  headerLinks: [
    { name: "Tide tables", displayName: "Tides", url: "https://example.com/tides", iconUrl: "waves", target: "_blank" },
    { name: "Write to the harbour office", url: "mailto:office@example.com", iconUrl: "mail", target: "_blank" },
  ],
};
