// Layers that are closed with their test.
import { newId } from "@colloquy/protocol";
import { onTestFinished } from "vitest";
import type { DataLayer } from "../data-layer.ts";
import type { DataLayerContractOptions } from "./rows.ts";

/** An open data layer, on a store of its own unless a place is named. */
export async function openLayer(options: DataLayerContractOptions, place: string = newId()): Promise<DataLayer> {
  const layer = options.create(place);
  await layer.open();
  onTestFinished(() => layer.close());
  return layer;
}
