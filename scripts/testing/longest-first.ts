// The order in which a run of tests takes its files.
import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from "vitest/node";

/** Files whose paths end like these begin first and in this order, else the last of them is waited for by one worker alone. `npm test` prints the slowest. */
export function longestFirst(endings: readonly string[]): TestSequencerConstructor {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification) => {
        const at = endings.findIndex((ending) => moduleId.endsWith(ending));
        return at < 0 ? endings.length : at;
      };
      return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
    }
  };
}
