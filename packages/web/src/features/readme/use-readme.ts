// The readme has an address: #readme at any page. A link leads to it, and Back leaves it.
import { useCallback } from "react";
import { useLocation, useNavigate } from "react-router";
import { useConfig } from "../../app/app-context.tsx";

const HASH = "#readme";

export interface Readme {
  readonly open: boolean;
  readonly show: () => void;
  readonly close: () => void;
}

export function useReadme(): Readme {
  const { readme } = useConfig();
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const show = useCallback(() => void navigate({ pathname, search, hash: HASH }), [navigate, pathname, search]);
  const close = useCallback(() => void navigate({ pathname, search, hash: "" }, { replace: true }), [navigate, pathname, search]);
  return { open: readme && hash === HASH, show, close };
}
