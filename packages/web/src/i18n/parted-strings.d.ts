// The three parts of en.json, which build-plugins/parted-strings.ts makes.
declare module "virtual:strings-first" {
  export const strings: object;
}
declare module "virtual:strings-soon" {
  export const strings: object;
}
declare module "virtual:strings-late" {
  export const strings: object;
}
