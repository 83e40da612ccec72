import { type ReactNode, Suspense } from "react";
import { LazyBoundary } from "./lazy-boundary.tsx";
import { useNotify } from "./notices.tsx";

/**
 * What somebody pressed for, fetched with the first press. Where it does not come that is said, and `onMissing` makes
 * things ready for the next press.
 */
export function LazyOnClick(props: {
  readonly isPressed: boolean;
  readonly children: () => ReactNode;
  /** Stands there until it is here, and before it is pressed for. */
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
