// The places of the panel's frame that what is in it fills: its title, tools beside that, and a foot.
import { createContext, type ReactNode, useContext } from "react";
import { createPortal } from "react-dom";

export type PanelSlot = "title" | "tools" | "foot";
export type PanelSlots = Readonly<Record<PanelSlot, HTMLElement | null>>;

const Slots = createContext<PanelSlots>({ title: null, tools: null, foot: null });

export const PanelSlotsProvider = Slots.Provider;

export function InPanel({ slot, children }: { readonly slot: PanelSlot; readonly children: ReactNode }) {
  const place = useContext(Slots)[slot];
  return place && createPortal(children, place);
}
