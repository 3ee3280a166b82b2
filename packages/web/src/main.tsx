// The entry of the web app.
import { createRoot } from "react-dom/client";
import { boot } from "./app/boot.tsx";
import "./theme/index.css";

const element = document.getElementById("root");
if (element) void boot(createRoot(element));
