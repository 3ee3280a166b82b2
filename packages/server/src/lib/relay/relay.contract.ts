// What every relay must do, whatever its driver. Call it in a test file of vitest; our drivers and anybody else's run the same suite, with faults
// between the relay and its engine.

import { describe } from "vitest";
import { checkContract } from "../check-given.ts";
import { describeAsks } from "./contract/asks.contract.ts";
import { describeClaims } from "./contract/claims.contract.ts";
import { describeDeath } from "./contract/death.contract.ts";
import { describeFollowing } from "./contract/follow.contract.ts";
import { describeForeign } from "./contract/foreign.contract.ts";
import { describeLimits } from "./contract/limits.contract.ts";
import type { RelayContractOptions } from "./contract/open-nodes.ts";

/** Describes and tests a relay on a driver. */
export function relayContract(options: RelayContractOptions): void {
  checkContract("relayContract", options);
  describe(`the relay "${options.name}"`, () => {
    describeClaims(options);
    describeFollowing(options);
    describeAsks(options);
    describeForeign(options);
    describeDeath(options);
    describeLimits(options);
  });
}
