// What every data layer must do. Call it in a test file of vitest; our drivers and anybody else's run the same suite.

import { describe } from "vitest";
import { checkContract } from "../check-given.ts";
import { describeApprovals } from "./contract/approvals.contract.ts";
import { describeBatches } from "./contract/batches.contract.ts";
import { describeElements } from "./contract/elements.contract.ts";
import { describeFavourites } from "./contract/favourites.contract.ts";
import { describeFeedback } from "./contract/feedback.contract.ts";
import { describeFiles } from "./contract/files.contract.ts";
import { describeHostileStrings } from "./contract/hostile-strings.contract.ts";
import { describeLists } from "./contract/lists.contract.ts";
import { describeMarks } from "./contract/marks.contract.ts";
import { describeReopening } from "./contract/reopening.contract.ts";
import type { DataLayerContractOptions } from "./contract/rows.ts";
import { describeSearches } from "./contract/searches.contract.ts";
import { describeShares } from "./contract/shares.contract.ts";
import { describeSize } from "./contract/size.contract.ts";
import { describeTexts } from "./contract/texts.contract.ts";
import { describeUsers } from "./contract/users.contract.ts";
import { describeWalks } from "./contract/walks.contract.ts";

/** Describes and tests a data layer. */
export function dataLayerContract(options: DataLayerContractOptions): void {
  checkContract("dataLayerContract", options);
  describe(`the data layer "${options.name}"`, () => {
    describeBatches(options);
    describeTexts(options);
    describeLists(options);
    describeSearches(options);
    describeHostileStrings(options);
    describeSize(options);
    describeElements(options);
    describeFiles(options);
    describeUsers(options);
    describeApprovals(options);
    describeMarks(options);
    describeShares(options);
    describeWalks(options);
    describeFeedback(options);
    describeFavourites(options);
    if (options.durable) describeReopening(options);
  });
}
