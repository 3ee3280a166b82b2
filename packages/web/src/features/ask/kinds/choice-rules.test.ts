// How many may be chosen, and what a search finds.
import { expect, it } from "vitest";
import { findOptions, fitsBounds } from "./choice-rules.ts";

const options = [
  { value: "tern", label: "MV Tern", description: "Kinloch, berth 2" },
  { value: "eco", label: "Économe", badge: "Recommended" },
];
const labels = (query: string) => findOptions(options, query, "en").map(({ value }) => value);

it("a search goes by every word, without capitals and accents, over all that is read", () => {
  expect(labels("")).toEqual(["tern", "eco"]);
  expect(labels("KIN berth")).toEqual(["tern"]);
  expect(labels("econome")).toEqual(["eco"]);
  expect(labels("recommended econ")).toEqual(["eco"]);
  expect(labels("tern recommended")).toEqual([]);
});

it("one is wanted where only one may be; of several as many as the app says, and at least one where it says nothing", () => {
  expect([0, 1].map((count) => fitsBounds({}, count))).toEqual([false, true]);
  expect([0, 1, 9].map((count) => fitsBounds({ multiple: true }, count))).toEqual([false, true, true]);
  expect([0, 1].map((count) => fitsBounds({ multiple: true, min: 0 }, count))).toEqual([true, true]);
  expect([1, 2, 3, 4].map((count) => fitsBounds({ multiple: true, min: 2, max: 3 }, count))).toEqual([false, true, true, false]);
});
