// The way to what the person has sent before: loaded once the page is idle, before anybody asks for it.
import { Later } from "../../components/ui/later.ts";

export const prompts = new Later(() => import("./prompt-tools.ts"));
