import { describe, expect, it } from "vitest";
import { toHostedVideo, VIDEO_PLAYERS } from "./video-sites.ts";

const YOUTUBE = `${VIDEO_PLAYERS.youtube}/embed/dQw4w9WgXcQ?autoplay=1&rel=0`;

describe("The address of a video on a site that hosts videos", () => {
  it.each([
    ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE],
    ["https://youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=1m30s", `${YOUTUBE}&start=90`],
    ["https://m.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE],
    ["https://youtu.be/dQw4w9WgXcQ?t=42", `${YOUTUBE}&start=42`],
    ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE],
    ["https://vimeo.com/76979871", `${VIDEO_PLAYERS.vimeo}/video/76979871?autoplay=1&dnt=1`],
    ["https://vimeo.com/76979871/ab12cd", `${VIDEO_PLAYERS.vimeo}/video/76979871?autoplay=1&dnt=1&h=ab12cd`],
    ["https://player.vimeo.com/video/76979871?h=ab12cd", `${VIDEO_PLAYERS.vimeo}/video/76979871?autoplay=1&dnt=1&h=ab12cd`],
  ])("%s leads to its player", (address, player) => {
    expect(toHostedVideo(address)?.player).toBe(player);
  });

  it.each([
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ/../../x",
    "https://www.youtube.com/watch?v=%22onload%3Dx",
    "https://vimeo.com/channels/staffpicks",
    "javascript://youtu.be/dQw4w9WgXcQ",
    "/watch?v=dQw4w9WgXcQ",
    "",
  ])("%s is none", (address) => {
    expect(toHostedVideo(address)).toBeUndefined();
  });
});
