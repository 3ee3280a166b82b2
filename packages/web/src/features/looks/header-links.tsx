// The app's own links: beside each other in the header, in a menu on phones.
import { ArrowUpRight, EllipsisVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import type { HeaderLink } from "../../app/config.ts";
import { Menu } from "../../components/ui/menu.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";

export function HeaderLinks() {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const { headerLinks } = useConfig().looks;
  if (headerLinks.length === 0) return null;
  return (
    <>
      <span className="only-l header-links">
        {headerLinks.map((link) => (
          <HeaderButton key={`${link.name} ${link.url}`} link={link} root={root} />
        ))}
      </span>
      <span className="only-s">
        <Menu
          dir={i18n.dir()}
          id="header-links-button"
          icon={EllipsisVertical}
          label={t("shell.links")}
          items={headerLinks.map((link) => ({
            kind: "link",
            id: `${link.name} ${link.url}`,
            icon: <NamedIcon name={link.iconUrl} root={root} fallback={ArrowUpRight} size="s" />,
            label: link.displayName || link.name,
            href: link.url,
            target: link.target,
          }))}
        />
      </span>
    </>
  );
}

function HeaderButton({ link, root }: { readonly link: HeaderLink; readonly root: string }) {
  const { name, url, iconUrl, displayName, target } = link;
  return (
    <a
      className={displayName ? "btn quiet header-link" : "icon header-link"}
      href={url}
      target={target}
      rel="noopener noreferrer"
      aria-label={displayName && displayName !== name ? `${displayName}: ${name}` : name}
      data-tip={name}
    >
      <NamedIcon name={iconUrl} root={root} fallback={ArrowUpRight} />
      {displayName && <bdi>{displayName}</bdi>}
    </a>
  );
}
