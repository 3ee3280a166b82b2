// Everything of attachments that comes with the first file, as one piece of code: whoever needs one of them is about to need the others.
import "./attachments.css";
import { AttachControls } from "./attach-controls.tsx";
import { attachFiles } from "./attach-files.ts";
import { DropTarget } from "./drop-target.tsx";
import { Tray } from "./tray.tsx";

export { AttachControls, attachFiles, DropTarget, Tray };
