import { expect, it } from "vitest";
import { starterId, toStarterSets } from "./starter-sets.ts";

const app = [{ label: "Of the app", message: "a" }];
const own = [{ label: "Of the profile", message: "p" }];
const group = { label: "Trips", starters: [{ label: "By the sea", message: "s" }] };

it("a profile's own starters stand in place of the app's; the app's in place of none", () => {
  expect(toStarterSets({ starters: app }, undefined)).toEqual([{ label: undefined, starters: app }]);
  expect(toStarterSets({ starters: app }, { name: "Poet", starters: own })).toEqual([{ label: undefined, starters: own }]);
  expect(toStarterSets({ starters: app }, { name: "Clerk", starters: [] })).toEqual([{ label: undefined, starters: app }]);
  expect(toStarterSets({}, { name: "Clerk" })).toEqual([]);
});

it("groups stand in place of both, and a group of none is not there", () => {
  const surface = { starters: app, starterCategories: [{ label: "Empty", starters: [] }, group] };
  expect(toStarterSets(surface, { name: "Poet", starters: own })).toEqual([group]);
});

it("a starter is known by its label", () => {
  expect(starterId({ label: " Say  hi ", message: "hi" })).toBe("starter-say-hi");
});
