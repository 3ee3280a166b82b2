// One broken part must not take the page with it.
import { Component, type ReactNode } from "react";
import { PartNotLoaded } from "./lazy-part.tsx";

interface RowBoundaryProps {
  readonly children: ReactNode;
  readonly fallback: (retry: () => void, error: unknown) => ReactNode;
}

interface RowBoundaryState {
  readonly failed: boolean;
  readonly error?: unknown;
}

export class RowBoundary extends Component<RowBoundaryProps, RowBoundaryState> {
  override state: RowBoundaryState = { failed: false };

  static getDerivedStateFromError(error: unknown): RowBoundaryState {
    return { failed: true, error };
  }

  override componentDidCatch(error: unknown): void {
    if (error instanceof PartNotLoaded) error.forget();
  }

  override render(): ReactNode {
    const { failed, error } = this.state;
    return failed ? this.props.fallback(() => this.setState({ failed: false }), error) : this.props.children;
  }
}
