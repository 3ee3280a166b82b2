// What breaks in an author's code stays in its element.
import { Component, type ErrorInfo, type ReactNode } from "react";

interface ElementBoundaryProps {
  readonly children: ReactNode;
  /** Which version of the code it is; another one is another try. */
  readonly version: string;
  readonly fallback: (error: unknown, retry: () => void) => ReactNode;
  readonly onError?: ((error: unknown, where: string) => void) | undefined;
}

interface ElementBoundaryState {
  readonly failed: boolean;
  readonly error?: unknown;
  readonly version: string;
}

export class ElementBoundary extends Component<ElementBoundaryProps, ElementBoundaryState> {
  override state: ElementBoundaryState = { failed: false, version: this.props.version };
  /** The version that was drawn without an error. */
  #good: string | undefined;
  #triedAnew: string | undefined;

  static getDerivedStateFromError(error: unknown): Partial<ElementBoundaryState> {
    return { failed: true, error };
  }

  static getDerivedStateFromProps({ version }: ElementBoundaryProps, state: ElementBoundaryState): Partial<ElementBoundaryState> | null {
    return version === state.version ? null : { failed: false, version };
  }

  override componentDidMount(): void {
    if (!this.state.failed) this.#good = this.props.version;
  }

  override componentDidUpdate(): void {
    if (!this.state.failed) this.#good = this.props.version;
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    const { version, onError } = this.props;
    // Only just another version: the state that was kept may not fit it. Then it begins anew, once.
    if (this.#good !== undefined && this.#good !== version && this.#triedAnew !== version) {
      this.#triedAnew = version;
      this.setState({ failed: false });
      return;
    }
    onError?.(error, componentStack ?? "");
  }

  override render(): ReactNode {
    const { failed, error } = this.state;
    return failed ? this.props.fallback(error, () => this.setState({ failed: false })) : this.props.children;
  }
}
