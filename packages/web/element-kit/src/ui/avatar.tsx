// A picture of somebody, or their initials until it comes.
import { Avatar as Primitive } from "radix-ui";
import { dressed } from "../lib/dressed.ts";
import "../styles/surfaces.css";

export const Avatar = dressed(Primitive.Root, "avatar");
export const AvatarImage = dressed(Primitive.Image, "avatar-image");
export const AvatarFallback = dressed(Primitive.Fallback, "avatar-fallback");
