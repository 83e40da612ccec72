import { type ReactNode, Suspense } from "react";
import { LazyBoundary } from "./lazy-boundary.tsx";
import { useNotify } from "./notices.tsx";

/**
 * A part whose code is fetched on the first press. If that fails the part says so, and `onMissing` prepares the next
 * press.
 */
export function LazyOnClick(props: {
  readonly isPressed: boolean;
  readonly children: () => ReactNode;
  /** Rendered before the press and while the code is fetched. */
  readonly meanwhile?: ReactNode;
  onMissing(): void;
}) {
  const { isPressed, children, meanwhile, onMissing } = props;
  const { sayError } = useNotify();
  return (
    <LazyBoundary
      attempt={isPressed}
      onMissing={(error) => {
        onMissing();
        sayError(error);
      }}
    >
      {isPressed ? <Suspense fallback={meanwhile}>{children()}</Suspense> : meanwhile}
    </LazyBoundary>
  );
}
