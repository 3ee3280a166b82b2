// What every blob store must do. Call it in a test file of vitest; our drivers and anybody else's run the same suite.

import { describe } from "vitest";
import { checkContract } from "../check-given.ts";
import type { BlobStoreContractOptions } from "./contract/bytes.contract.ts";
import { describePuts } from "./contract/puts.contract.ts";
import { describeReads } from "./contract/reads.contract.ts";
import { describeSweeps } from "./contract/sweeps.contract.ts";

/** Describes and tests a blob store. */
export function blobStoreContract(options: BlobStoreContractOptions): void {
  checkContract("blobStoreContract", options);
  describe(`the blob store "${options.name}"`, () => {
    describePuts(options);
    describeReads(options);
    describeSweeps(options);
  });
}
