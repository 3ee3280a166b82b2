import { expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

const NAMES = ["name", "port", "sessionTimeout"];

it("two letters that changed places are one slip", () => {
  expect(nearestName("nmae", NAMES)).toBe("name");
  expect(nearestName("prot", NAMES)).toBe("port");
});

it("a letter too many, too few or a wrong one is a slip, whatever the case", () => {
  expect(nearestName("names", NAMES)).toBe("name");
  expect(nearestName("sesiontimeout", NAMES)).toBe("sessionTimeout");
  expect(nearestName("pert", NAMES)).toBe("port");
});

it("nothing is suggested for a name that is like none of them", () => {
  expect(nearestName("mean", NAMES)).toBeUndefined();
  expect(nearestName("zebra", NAMES)).toBeUndefined();
});
