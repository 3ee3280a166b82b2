// A file as a card: what it is, what it is called, how much it weighs.
import type { Element } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { byteSize } from "../../../components/ui/byte-size.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { joinFacts } from "../../../components/ui/join-facts.ts";
import { toLocale } from "../../thread/times.ts";
import { glyphOf } from "../element-kinds.ts";

/** The inside of a card; whoever shows it decides what a press does. */
export function FileCard({ element }: { readonly element: Element }) {
  const { t, i18n } = useTranslation();
  const { name, type, file } = element;
  const facts = [formatOf(element) ?? t(`elements.kind.${type}`), ...(file ? [byteSize(file.size, toLocale(i18n.language))] : [])];
  return (
    <>
      <span className="th">
        <Icon of={glyphOf(element)} />
      </span>
      <span className="tt">
        <b>
          <bdi>{name || t(`elements.kind.${type}`)}</bdi>
        </b>
        <small>{joinFacts(facts)}</small>
      </span>
    </>
  );
}

/** What people call it: the ending of its name. */
function formatOf({ type, name }: Element): string | undefined {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return type === "file" && ending !== undefined ? ending.toUpperCase() : undefined;
}
