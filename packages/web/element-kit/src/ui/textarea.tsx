// A field of several lines. It grows with what is typed, up to a height.
import { dressed } from "../lib/dressed.ts";
import "../styles/controls.css";

export const Textarea = dressed("textarea", "textarea");
