// What of the page draws which component of a view. The heavy ones come with their first use.
import type { ViewType } from "@colloquy/protocol";
import type { ComponentType } from "react";
import { drawButton } from "./button.tsx";
import { ViewDetails } from "./details.tsx";
import { drawFacts } from "./facts.tsx";
import { ViewImage } from "./image.tsx";
import { LateChart, LateField, LateForm, LateTable } from "./late.tsx";
import { drawCard, drawColumn, drawDivider, drawGrid, drawList, drawRow, ViewSkeleton } from "./layout.tsx";
import { ViewCode, ViewMarkdown } from "./long-text.tsx";
import { drawProgress, drawStatus } from "./status.tsx";
import { drawTab, ViewTabs } from "./tabs.tsx";
import type { DrawPlain, ViewNodeProps } from "./view-props.ts";
import { drawBadge, drawHeading, drawIcon, drawLink, drawText } from "./words.tsx";

/** Those without a state of their own. */
export const PLAIN = {
  Card: drawCard,
  Row: drawRow,
  Column: drawColumn,
  Grid: drawGrid,
  Tab: drawTab,
  Heading: drawHeading,
  Text: drawText,
  Badge: drawBadge,
  Icon: drawIcon,
  Facts: drawFacts,
  List: drawList,
  Progress: drawProgress,
  Status: drawStatus,
  Divider: drawDivider,
  Link: drawLink,
  Button: drawButton,
} satisfies { readonly [Type in ViewType]?: DrawPlain<Type> };

export const COMPONENTS: { readonly [Type in Exclude<ViewType, keyof typeof PLAIN>]: ComponentType<ViewNodeProps<Type>> } = {
  Tabs: ViewTabs,
  Details: ViewDetails,
  Markdown: ViewMarkdown,
  Code: ViewCode,
  Image: ViewImage,
  Table: LateTable,
  Chart: LateChart,
  Form: LateForm,
  Field: LateField,
  Skeleton: ViewSkeleton,
};
