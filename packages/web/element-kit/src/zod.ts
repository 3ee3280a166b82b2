// The library itself. It would try whether it may make functions of text; the page's policy says no, and a browser tells that to its console.
import { config, z } from "zod";

config({ jitless: true });

export * from "zod";
export default z;
