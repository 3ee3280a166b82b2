// Charts drawn by the author. Colours of the page are `var(--chart-1)` to `var(--chart-5)`.
export * from "recharts";
