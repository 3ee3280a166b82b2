// Arabic, so that writing from right to left is looked at every day.
import translation from "./ar.json" with { type: "json" };

export const strings = translation;
