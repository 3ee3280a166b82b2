// @colloquy/integrations/ai-sdk: shows what the AI SDK streams.
export { type AgentStreamLike, type ApprovalCall, type ShowAgentOptions, showAgent } from "./lib/ai-sdk/show-agent.ts";
export { type ShowStreamOptions, type StreamLike, type StreamPart, showStream } from "./lib/ai-sdk/show-stream.ts";
export { type ViewTool, type ViewToolOptions, viewTool } from "./lib/ai-sdk/view-tool.ts";
