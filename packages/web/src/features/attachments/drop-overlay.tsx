// Lies over the chat while files are held above it: what happens when they are let go, and what is not taken.
import { Ban, Upload } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { UploadRules } from "../../app/config.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { ANY_TYPE } from "./accept.ts";
import { mayPass } from "./may-pass.ts";
import type { Dragged } from "./use-file-drop.ts";
import { numberOf, rulesInWords } from "./words.ts";

export function DropOverlay({ dragged: { types }, rules }: { readonly dragged: Dragged; readonly rules: UploadRules }) {
  const { t, i18n } = useTranslation();
  // Names come with the drop; what only they decide passes until then.
  const refused = types.filter((type) => type !== "" && !mayPass(withoutEndings(rules), { name: "", type })).length;
  const none = !rules.enabled || (types.length > 0 && refused === types.length);
  return (
    <div className="drop-overlay" data-refuses={none || undefined} role="status">
      <div className="drop-words">
        <Icon of={none ? Ban : Upload} />
        <b>{t(none ? "attach.dropNone" : "attach.drop")}</b>
        <small>{rules.enabled ? rulesInWords(rules, t, i18n.language) : t("attach.off")}</small>
        {!none && refused > 0 && <small className="bad">{t("attach.dropSome", { number: numberOf(refused, i18n.language) })}</small>}
      </div>
    </div>
  );
}

/** The rules as far as types decide: an ending alone lets every type pass. */
function withoutEndings({ accept }: UploadRules): readonly string[] {
  const items = Array.isArray(accept) ? accept : Object.keys(accept);
  return items.map((item) => (item.startsWith(".") ? ANY_TYPE : item));
}
