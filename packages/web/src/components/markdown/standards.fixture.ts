// The examples of the Markdown standards that we show otherwise, by their numbers, each with the reason. docs/guide/markdown.md tells them to people.

export type Difference = "html" | "addresses" | "schemes" | "tilde" | "definitions";

type Differences = Readonly<Partial<Record<Difference, readonly number[]>>>;

export const differences: { readonly commonMark: Differences; readonly gfm: Differences } = {
  commonMark: {
    html: [
      21, 31, 148, 149, 150, 151, 155, 156, 157, 158, 159, 160, 162, 163, 164, 165, 166, 167, 169, 170, 171, 172, 173, 176, 177, 178, 180,
      185, 186, 189, 190, 191, 201, 491, 524, 536, 613, 614, 615, 617, 626, 629,
    ],
    addresses: [602, 608, 611, 612],
    schemes: [500, 596, 598, 599, 601],
    definitions: [216],
  },
  gfm: {
    html: [
      118, 119, 120, 121, 125, 126, 127, 128, 129, 130, 132, 133, 134, 135, 136, 137, 139, 140, 141, 142, 145, 146, 147, 149, 154, 155, 158,
      159, 160, 170, 317, 327, 501, 533, 545, 636, 637, 638, 640, 649, 650, 653, 657,
    ],
    addresses: [611, 617, 620, 621],
    schemes: [509, 605, 607, 608, 610, 633, 634, 635],
    definitions: [185],
    tilde: [491],
  },
};
