// An element that breaks while it is drawn.
// biome-ignore lint/style/noDefaultExport: as the server makes it
export default () => ({
  default: () => {
    throw new Error("The timetable has no Saturday.");
  },
});
