// A component of a view with a state or a part of the page to load: what goes wrong in it is shown by its words, and takes nothing else with it.
import type { ViewNode, ViewType } from "@colloquy/protocol";
import { Component, type ComponentType, type ReactNode } from "react";
import { PartNotLoaded } from "../../components/ui/lazy-part.tsx";
import { Unshown } from "./unshown.tsx";
import type { ViewNodeProps } from "./view-props.ts";

interface GuardedProps {
  readonly node: ViewNode;
  readonly draw: ViewNodeProps<ViewType>["draw"];
  readonly of: ComponentType<ViewNodeProps<ViewType>>;
}

interface GuardedState {
  /** What it was drawn from last. */
  readonly node: unknown;
  readonly error?: unknown;
  readonly failed: boolean;
}

export class GuardedPart extends Component<GuardedProps, GuardedState> {
  override state: GuardedState = { node: this.props.node, failed: false };

  static getDerivedStateFromError(error: unknown): Partial<GuardedState> {
    return { failed: true, error };
  }

  /** Another node is another try. */
  static getDerivedStateFromProps({ node }: GuardedProps, state: GuardedState): GuardedState | null {
    return node === state.node ? null : { node, failed: false };
  }

  override componentDidCatch(error: unknown): void {
    if (error instanceof PartNotLoaded) error.forget();
  }

  override render(): ReactNode {
    const { node, draw, of: Shown } = this.props;
    const { failed, error } = this.state;
    if (!failed) return <Shown node={node} draw={draw} />;
    const retry = error instanceof PartNotLoaded ? () => this.setState({ failed: false }) : undefined;
    return <Unshown node={node} whole onRetry={retry} />;
  }
}
