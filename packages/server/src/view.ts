// colloquy/view: the components that a view is made of, as JSX or by plain calls.
export type { ViewGap, ViewNode, ViewNodeOf, ViewState, ViewTone, ViewType, ViewValue } from "@colloquy/protocol";
export {
  Button,
  type ButtonProps,
  Field,
  type FieldChoice,
  type FieldCommon,
  type FieldProps,
  Form,
  type FormProps,
  type PlainFormAction,
  type TypedFormAction,
} from "./lib/chat/view/action-components.ts";
export {
  Chart,
  type ChartProps,
  Facts,
  type FactsProps,
  Table,
  type TableProps,
  type ViewCell,
  type ViewColumn,
} from "./lib/chat/view/data-components.ts";
export { type DraftMessage, draftMessage } from "./lib/chat/view/draft-message.ts";
export {
  type ModelAction,
  type ModelView,
  type ModelViewOptions,
  type ModelViewReading,
  modelView,
} from "./lib/chat/view/drawn-by-model.ts";
export {
  Card,
  type CardProps,
  Column,
  type ColumnProps,
  Details,
  type DetailsProps,
  Divider,
  type DividerProps,
  Grid,
  type GridProps,
  List,
  type ListProps,
  Row,
  type RowProps,
  Skeleton,
  type SkeletonProps,
  Tab,
  type TabProps,
  Tabs,
  type TabsProps,
  type ViewContainer,
} from "./lib/chat/view/layout-components.ts";
export type { ViewPart } from "./lib/chat/view/make-node.ts";
export {
  Badge,
  type BadgeProps,
  Code,
  type CodeProps,
  Heading,
  type HeadingProps,
  Icon,
  type IconProps,
  Image,
  type ImageProps,
  Link,
  type LinkProps,
  Markdown,
  Progress,
  type ProgressProps,
  Status,
  type StatusProps,
  Text,
  type TextProps,
  type ViewWording,
} from "./lib/chat/view/text-components.ts";
export type { View, ViewChild, ViewWords } from "./lib/chat/view/view-children.ts";
