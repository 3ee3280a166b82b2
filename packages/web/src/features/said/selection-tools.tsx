// What stands beside selected words. It waits for its code alone, so that the chat is not drawn again when that comes.
import { useEffect } from "react";
import { useWhenHere } from "../../components/ui/later.ts";
import { loadWithSelection, saidTools } from "./load-said-tools.ts";

export function SelectionTools() {
  const tools = useWhenHere(saidTools);
  useEffect(loadWithSelection, []);
  return tools ? <tools.QuoteButton /> : null;
}
