// The name of a field; a press on it goes to the field.
import { Label as Primitive } from "radix-ui";
import { dressed } from "../lib/dressed.ts";
import "../styles/controls.css";

export const Label = dressed(Primitive.Root, "label");
