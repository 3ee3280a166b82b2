// What the server makes of an author's file: a function of the element's scope. The page shares its React with it.
// biome-ignore lint/style/noDefaultExport: as the server makes it
export default (__scope) => {
  const React = globalThis[Symbol.for("colloquy.elements-kit")].react;
  const draw = () => {
    const { to, seats, words = ["Seats", "One more"] } = __scope.props;
    return React.createElement(
      "div",
      {
        style: {
          display: "flex",
          flexWrap: "wrap",
          gap: "0.75rem",
          alignItems: "center",
          border: "1px solid var(--border)",
          borderRadius: "0.75rem",
          padding: "1rem",
        },
      },
      React.createElement("strong", { dir: "auto" }, to),
      React.createElement("span", null, `${words[0]}: ${seats}`),
      React.createElement(
        "button",
        { type: "button", className: "btn", onClick: () => __scope.updateElement({ ...__scope.props, seats: seats + 1 }) },
        words[1],
      ),
    );
  };
  return { default: draw };
};
