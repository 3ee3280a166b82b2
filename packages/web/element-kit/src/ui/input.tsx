// A field of one line.
import { dressed } from "../lib/dressed.ts";
import "../styles/controls.css";

export const Input = dressed("input", "input");
