// The place of the bar that finds in this chat; the bar itself comes when somebody looks for something.
import { Suspense } from "react";
import { useUi } from "../../app/app-context.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";

const OpenFindBar = lazyPart<object>(async () => (await import("./open-find-bar.tsx")).OpenFindBar);

export function FindBar() {
  const open = useUi((state) => state.finding);
  if (!open) return null;
  return (
    <Suspense>
      <OpenFindBar />
    </Suspense>
  );
}
