// @colloquy/integrations/ai-sdk: shows what the AI SDK streams.
export { type ShowStreamOptions, type StreamLike, type StreamPart, showStream } from "./lib/ai-sdk/show-stream.ts";
