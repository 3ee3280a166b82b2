// What stands at the top of the list of chats: the app's logo, or its icon and name.
import { useConfig } from "../../app/app-context.tsx";
import { Mark } from "../../components/ui/mark.tsx";

export function AppMark() {
  const { name, looks } = useConfig();
  if (looks.logo) return <Logo />;
  return (
    <>
      {looks.icon === undefined ? <Mark /> : <img className="own-mark" src={looks.icon} alt="" draggable={false} />}
      <bdi className="name">{name}</bdi>
    </>
  );
}

/** The logo for the scheme that is on; a style sheet hides the other. It says the app's name. */
export function Logo() {
  const { name, looks } = useConfig();
  if (!looks.logo) return null;
  const { light, dark } = looks.logo;
  if (light === dark) return <img className="logo" src={light} alt={name} draggable={false} />;
  return (
    <>
      <img className="logo by-day" src={light} alt={name} draggable={false} />
      <img className="logo by-night" src={dark} alt={name} draggable={false} />
    </>
  );
}
