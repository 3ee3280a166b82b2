// What every icon of Lucide is made with. The icons themselves are put into the elements that name them.
export { createLucideIcon, Icon, LucideProvider, useLucideContext } from "lucide-react";
