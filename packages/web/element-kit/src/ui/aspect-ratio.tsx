// A box that keeps its proportions.
import { AspectRatio as Primitive } from "radix-ui";

export const AspectRatio = Primitive.Root;
