// Words and small marks.
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { isRemote, toPageUrl } from "../../components/markdown/safe-url.ts";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { ownDirection } from "./own-direction.ts";
import { toneOf } from "./tones.ts";
import { headingTag } from "./view-context.ts";
import type { DrawPlain } from "./view-props.ts";

export const drawHeading: DrawPlain<"Heading"> = ({ text, level = 2 }, around) => {
  const Heading = headingTag(around.level + level - around.place.topHeading);
  return (
    <Heading className="v-heading" data-level={level} dir={ownDirection(text, around.place)}>
      {thinMarks(text)}
    </Heading>
  );
};

export const drawText: DrawPlain<"Text"> = ({ text, size, weight, muted, tone }, { place }) => (
  <p
    className="v-text"
    data-size={size === "medium" ? undefined : size}
    data-bold={weight === "bold" || undefined}
    data-muted={muted || undefined}
    data-tone={toneOf(tone)}
    dir={ownDirection(text, place)}
  >
    {thinMarks(text)}
  </p>
);

export const drawBadge: DrawPlain<"Badge"> = ({ text, icon, tone }, { place }) =>
  icon === undefined ? (
    <span className="v-badge" data-tone={toneOf(tone)} dir={ownDirection(text, place)}>
      {text}
    </span>
  ) : (
    <span className="v-badge" data-tone={toneOf(tone)}>
      <NamedIcon name={icon} root={place.root} size="xs" />
      <bdi>{text}</bdi>
    </span>
  );

export const drawIcon: DrawPlain<"Icon"> = ({ name, tone, label }, { place }) => (
  <span
    className="v-icon"
    data-tone={toneOf(tone)}
    {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
  >
    <NamedIcon name={name} root={place.root} />
  </span>
);

/** An address that may not be followed is told with its words. */
export const drawLink: DrawPlain<"Link"> = ({ href, text, icon }, { place }) => {
  const url = toPageUrl(href, place.root);
  const glyph = icon !== undefined && <NamedIcon name={icon} root={place.root} size="s" />;
  if (url === undefined)
    return (
      <span className="v-link">
        {glyph}
        <bdi>{text}</bdi>
      </span>
    );
  return (
    <a className="v-link" href={url} {...(isRemote(url) && { target: "_blank", rel: "noopener noreferrer" })}>
      {glyph}
      <bdi>{text}</bdi>
    </a>
  );
};
