import { Component, type ReactNode } from "react";
import { useTexts } from "../lib/use-texts.ts";
import { MessagePage } from "./message-page.tsx";
import { componentTexts } from "./texts.ts";

/**
 * Catches errors of rendering and of fetching code: mostly a tab that was opened before the server was updated.
 * `onError` informs Teams, `children` is the page.
 */
export class ErrorBoundary extends Component<{ readonly children: ReactNode; onError?(error: unknown): void }> {
  override state = { hasHappened: false };

  static getDerivedStateFromError() {
    return { hasHappened: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError?.(error);
  }

  override render(): ReactNode {
    return this.state.hasHappened ? <Reload /> : this.props.children;
  }
}

function Reload() {
  const t = useTexts(componentTexts);
  const action = { label: t("reload"), run: () => location.reload() };
  return <MessagePage isAlert title={t("newerTitle")} body={t("newer")} action={action} />;
}
