import { Component, type ReactNode } from "react";
import { NotFetched } from "../lib/lazy.ts";

interface Props {
  readonly children: ReactNode;
  /** Rendered in place of the missing part; receives a function that retries. */
  readonly instead?: (again: () => void) => ReactNode;
  /** A changed value retries. */
  readonly attempt?: unknown;
  /** The page works without this part, however often it fails. */
  readonly isSpare?: boolean;
  onMissing?(error: NotFetched): void;
}

interface State {
  readonly error?: unknown;
}

/**
 * Keeps a part whose code could not be fetched from breaking the page. If it fails again while there is a connection,
 * the server has probably been updated since the page was opened, and the page says so (`error-boundary.tsx`).
 */
export class LazyBoundary extends Component<Props, State> {
  override state: State = {};
  private missed = 0;

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    if (!(error instanceof NotFetched)) {
      return;
    }
    error.forget();
    this.missed += navigator.onLine ? 1 : 0;
    if (this.missed > 1 && !this.props.isSpare) {
      this.setState({ error: new Error("a part of the page is gone", { cause: error }) });
      return;
    }
    this.props.onMissing?.(error);
  }

  override componentDidUpdate({ attempt }: Props): void {
    if (attempt !== this.props.attempt && this.state.error instanceof NotFetched) {
      this.again();
    }
  }

  private readonly again = (): void => this.setState({ error: undefined });

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) {
      return this.props.children;
    }
    if (error instanceof NotFetched) {
      return this.props.instead?.(this.again);
    }
    throw error;
  }
}
