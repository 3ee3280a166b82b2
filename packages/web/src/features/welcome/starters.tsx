// Below the message box of an empty chat: messages that go out with one click. Groups are a row of buttons; one is open at most, the first to begin with.
import { useSurface } from "@colloquy/client/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { useProfile } from "../profiles/use-profile.ts";
import { StarterButton } from "./starter-button.tsx";
import { type StarterSet, toStarterSets } from "./starter-sets.ts";

/** The person closed the open group and has opened no other. */
const CLOSED = Symbol("closed");

export function Starters() {
  const { current } = useProfile();
  const starters = useSurface("starters");
  const starterCategories = useSurface("starterCategories");
  const sets = toStarterSets({ ...(starters && { starters }), ...(starterCategories && { starterCategories }) }, current);
  const [chosen, choose] = useState<string | typeof CLOSED>();
  const [first] = sets;
  if (!first) return null;
  const open = chosen === CLOSED ? undefined : (sets.find(({ label }) => label === chosen) ?? first);
  return (
    <div className="starters" id="starters">
      {first.label !== undefined && <Groups sets={sets} open={open} onChoose={choose} />}
      {open?.starters.map((starter) => (
        <StarterButton key={`${starter.label} ${starter.message}`} starter={starter} />
      ))}
    </div>
  );
}

interface GroupsProps {
  readonly sets: readonly StarterSet[];
  readonly open: StarterSet | undefined;
  readonly onChoose: (label: string | typeof CLOSED | undefined) => void;
}

function Groups({ sets, open, onChoose }: GroupsProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll sideways
    <div className="cats" role="group" aria-label={t("welcome.groups")}>
      {sets.map((set) => (
        <button
          key={set.label}
          type="button"
          className="chip"
          aria-expanded={set === open}
          onClick={() => onChoose(set === open ? CLOSED : set.label)}
        >
          <NamedIcon name={set.icon} root={root} size="xs" />
          <bdi>{set.label}</bdi>
        </button>
      ))}
    </div>
  );
}
