import { describe, expect, it } from "vitest";
import { type Figure, readFigure, toLayout } from "./figure.ts";
import { toPlotlyLocale, toSeparators } from "./figure-locale.ts";

const read = (figure: unknown) => readFigure(JSON.stringify(figure));
const colors = {
  family: "Hanken",
  ink: "rgb(1,1,1)",
  mute: "rgb(2,2,2)",
  line: "rgb(3,3,3)",
  ground: "rgb(4,4,4)",
  series: ["rgb(5,5,5)"],
};

describe("a Plotly figure", () => {
  it("keeps its height and leaves its width to the page", () => {
    const figure = read({ data: [{ x: [1], y: [2] }], layout: { width: 900, height: 600, title: { text: "Sailings" } } });
    expect([figure?.height, figure?.layout]).toEqual([600, { height: 600, title: { text: "Sailings" } }]);
    expect(read({ data: [] })?.height).toBe(400);
    expect(read({ data: [], layout: { height: "tall" } })?.height).toBe(400);
    expect(read({ data: [], layout: { height: 1e9 } })?.height).toBe(4_000);
  });

  it("tells which kinds of traces are not drawn", () => {
    const figure = read({ data: [{ type: "bar" }, { y: [1] }, { type: "heatmap" }, { type: "surface" }, { type: "heatmap" }] });
    expect([figure?.data.length, figure?.unknown]).toEqual([2, ["heatmap", "surface"]]);
  });

  it.each(["", "[]", "null", '{"layout":{}}', "<html>"])("is none when it came as %j", (text) => {
    expect(readFigure(text)).toBeUndefined();
  });

  it("sends nothing elsewhere, whatever its config says", () => {
    const { config } = read({
      data: [],
      config: { showLink: true, showSendToCloud: true, plotlyServerURL: "https://evil.example", editable: true, scrollZoom: true },
    }) as Figure;
    expect(config).toMatchObject({ showLink: false, showSendToCloud: false, plotlyServerURL: "", editable: false, scrollZoom: true });
  });

  it("has no picture from elsewhere, wherever one can be named", () => {
    const own = "data:image/png;base64,AA==";
    const picture = (source: string) => ({ name: "x", source, sizex: 1 });
    const far = "https://evil.example/x.png";
    const figure = read({
      data: [],
      layout: {
        images: [picture(far), picture(own), { source: 5 }],
        template: { layout: { images: [picture(far)], imagedefaults: { source: far } } },
        updatemenus: [{ buttons: [{ args: [{ "images[0].source": far, "title.text": "x" }] }] }],
      },
      frames: [{ layout: { images: [picture(far)] } }],
    });
    expect(JSON.stringify(figure)).not.toContain("evil");
    expect(figure?.layout).toMatchObject({
      images: [{ sizex: 1 }, picture(own), {}],
      updatemenus: [{ buttons: [{ args: [{ "title.text": "x" }] }] }],
    });
  });

  it("counts its points, also those that came as bytes", () => {
    expect(read({ data: [{ x: [1, 2, 3], y: [1] }, { y: { dtype: "f8", bdata: "A".repeat(1_100) } }] })?.points).toBe(103);
  });

  it("takes grounds and letters from the page, under what it says itself", () => {
    const figure = read({
      data: [],
      layout: {
        plot_bgcolor: "white",
        template: { layout: { paper_bgcolor: "white", font: { size: 20, color: "#2a3f5f" }, hovermode: "x" } },
      },
    }) as Figure;
    const layout = toLayout(figure, colors, ",.");
    expect(layout).toMatchObject({ plot_bgcolor: "white", autosize: true, height: 400, separators: ",." });
    expect(layout["template"]).toMatchObject({
      layout: { paper_bgcolor: "rgba(0,0,0,0)", hovermode: "x", font: { size: 20, color: "rgb(1,1,1)" }, colorway: ["rgb(5,5,5)"] },
    });
  });

  it("has the months and signs of the person's region", () => {
    expect(toSeparators("de-DE")).toBe(",.");
    expect(toSeparators("en-GB")).toBe(".,");
    const french = toPlotlyLocale("fr-FR");
    expect([french?.name, french?.format.months[0], french?.format.days[0]]).toEqual(["fr", "janvier", "dimanche"]);
    expect(toPlotlyLocale("en-GB")).toBeUndefined();
  });
});
