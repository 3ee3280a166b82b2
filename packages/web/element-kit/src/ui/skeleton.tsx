// A place kept for what comes.
import { dressed } from "../lib/dressed.ts";
import "../styles/surfaces.css";

export const Skeleton = dressed("div", "skeleton");
