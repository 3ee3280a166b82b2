// A card: a surface with a head, a body and a foot.
import { dressed } from "../lib/dressed.ts";
import "../styles/surfaces.css";

export const Card = dressed("div", "card");
export const CardHeader = dressed("div", "card-header");
export const CardTitle = dressed("div", "card-title");
export const CardDescription = dressed("div", "card-description");
export const CardAction = dressed("div", "card-action");
export const CardContent = dressed("div", "card-content");
export const CardFooter = dressed("div", "card-footer");
