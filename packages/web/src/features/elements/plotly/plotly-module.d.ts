// The part of Plotly's browser bundle that we call; it brings no types.
declare module "plotly.js-basic-dist-min" {
  interface PlotlyBundle {
    react(box: HTMLElement, data: readonly object[], layout: object, config: object): Promise<HTMLElement>;
    addFrames(box: HTMLElement, frames: readonly object[]): Promise<unknown>;
    purge(box: HTMLElement): void;
    register(part: object): void;
    readonly Plots: { resize(box: HTMLElement): Promise<unknown> | undefined };
  }
  const plotly: PlotlyBundle;
  export = plotly;
}
