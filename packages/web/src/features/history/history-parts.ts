// The parts of the history that come together, in one piece of code.
import { History } from "./history.tsx";
import { ViewMenu } from "./view-menu.tsx";

export const historyParts = { History, ViewMenu };
