// colloquy/relay: what several processes of an app will meet in, and what a driver for it must do. Servers do not use it yet.

export type {
  AskOptions,
  Claimed,
  FollowerParts,
  Following,
  NodeId,
  NodeInfo,
  NodeParts,
  Owned,
  Owner,
  OwnerParts,
  Position,
  Relay,
  RelayAnswer,
  RelayCapabilities,
  RelayRequest,
  Whereabouts,
} from "./lib/relay/relay.ts";
export type {
  AppendStep,
  ClaimStep,
  DriverEvents,
  LogEntry,
  LogNotice,
  LogTail,
  Presence,
  RelayDriver,
  StepResult,
} from "./lib/relay/relay-driver.ts";
export { createRelay, type RelayOptions } from "./lib/relay/shared-relay.ts";
export { createSingleRelay } from "./lib/relay/single-relay.ts";
