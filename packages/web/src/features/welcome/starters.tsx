// Below the message box of an empty chat: messages that go out with one click. Groups are a row of radio buttons; the first is open.
import { useSurface } from "@colloquy/client/react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { useProfile } from "../profiles/use-profile.ts";
import { StarterButton } from "./starter-button.tsx";
import { type StarterSet, toStarterSets } from "./starter-sets.ts";

export function Starters() {
  const { current } = useProfile();
  const starters = useSurface("starters");
  const starterCategories = useSurface("starterCategories");
  const sets = toStarterSets({ ...(starters && { starters }), ...(starterCategories && { starterCategories }) }, current);
  const [chosen, choose] = useState<string>();
  const open = sets.find(({ label }) => label === chosen) ?? sets[0];
  if (!open) return null;
  return (
    <div className="starters" id="starters">
      {open.label !== undefined && <Groups sets={sets} open={open} onChoose={choose} />}
      {open.starters.map((starter) => (
        <StarterButton key={`${starter.label} ${starter.message}`} starter={starter} />
      ))}
    </div>
  );
}

interface GroupsProps {
  readonly sets: readonly StarterSet[];
  readonly open: StarterSet;
  readonly onChoose: (label: string | undefined) => void;
}

function Groups({ sets, open, onChoose }: GroupsProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const name = useId();
  return (
    <div className="cats" role="radiogroup" aria-label={t("welcome.groups")}>
      {sets.map((set) => (
        <label key={set.label} className="chip">
          <input type="radio" className="sr" name={name} checked={set === open} onChange={() => onChoose(set.label)} />
          <NamedIcon name={set.icon} root={root} size="xs" />
          <bdi>{set.label}</bdi>
        </label>
      ))}
    </div>
  );
}
