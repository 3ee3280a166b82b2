// The opened list of profiles. What a profile says of itself stands beside the list while its line is pointed at or has the focus;
// where there is no room beside, under its name. Loaded when the list is wanted.
import type { ChatProfile } from "@colloquy/protocol";
import { Check, MessageCircle } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type FocusEventHandler, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useLater } from "../../components/ui/later.ts";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { toMarkdownOptions } from "../thread/markdown-options.ts";
import { nameOf } from "./use-profile.ts";
import "../../theme/parts/profile-menu.css";

interface ProfileMenuContentProps {
  readonly trigger: ReactNode;
  readonly onFocus: FocusEventHandler<HTMLElement>;
  readonly profiles: readonly ChatProfile[];
  readonly current: ChatProfile;
  readonly onChoose: (profile: ChatProfile) => void;
}

/** Opens as it is made: the press that asked for it has happened already. */
export function ProfileMenuContent({ trigger, onFocus, profiles, current, onChoose }: ProfileMenuContentProps) {
  const { i18n } = useTranslation();
  const { root } = useAppContext();
  const id = useId();
  const [pointed, setPointed] = useState<string>();
  const about = profiles.find(({ name }) => name === pointed);
  return (
    <DropdownMenu.Root dir={i18n.dir()} modal={false} defaultOpen onOpenChange={() => setPointed(undefined)}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu profiles"
          onFocus={onFocus}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          loop
          onCloseAutoFocus={staysInMessageBox}
        >
          <DropdownMenu.RadioGroup value={current.name}>
            {profiles.map((profile) => (
              <DropdownMenu.RadioItem
                key={profile.name}
                value={profile.name}
                className="row"
                data-test={`select-item:${profile.name}`}
                aria-describedby={profile.description && pointed === profile.name ? `${id}-about` : undefined}
                textValue={nameOf(profile)}
                onFocus={() => setPointed(profile.name)}
                onSelect={() => onChoose(profile)}
              >
                <NamedIcon name={profile.icon ?? ""} root={root} fallback={MessageCircle} />
                <span className="t">
                  <bdi>{nameOf(profile)}</bdi>
                  {profile.description && (
                    <small className="under" aria-hidden>
                      <Words text={profile.description} />
                    </small>
                  )}
                </span>
                <DropdownMenu.ItemIndicator className="tick">
                  <Icon of={Check} size="s" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          {about?.description && (
            <div className="about-profile" id="chat-profile-description">
              <div id={`${id}-about`}>
                <Words text={about.description} />
              </div>
            </div>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A profile may have begun a new chat, whose message box has the focus by now: the button does not take it back. */
function staysInMessageBox(event: Event): void {
  if (document.activeElement?.id === "chat-input") event.preventDefault();
}

function Words({ text }: { readonly text: string }) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  return engine ? <engine.StaticMarkdown text={text} {...toMarkdownOptions(config, root)} /> : text;
}
