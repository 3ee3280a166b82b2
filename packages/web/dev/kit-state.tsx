// Every part that custom elements may be built of, on one page.
import { AlertTriangle, Anchor, Info, Ship } from "lucide-react";
import * as React from "react";
import { type ReactNode, useState } from "react";
import * as jsxRuntime from "react/jsx-runtime";
import * as reactDom from "react-dom";
import * as reactDomClient from "react-dom/client";
import { useTranslation } from "react-i18next";
import { shareWithKit } from "../element-kit/src/host.ts";
import { Alert, AlertDescription, AlertTitle } from "../element-kit/src/ui/alert.tsx";
import { Avatar, AvatarFallback, AvatarImage } from "../element-kit/src/ui/avatar.tsx";
import { Badge } from "../element-kit/src/ui/badge.tsx";
import { Button } from "../element-kit/src/ui/button.tsx";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "../element-kit/src/ui/card.tsx";
import { Checkbox } from "../element-kit/src/ui/checkbox.tsx";
import { Input } from "../element-kit/src/ui/input.tsx";
import { Label } from "../element-kit/src/ui/label.tsx";
import { Progress } from "../element-kit/src/ui/progress.tsx";
import { RadioGroup, RadioGroupItem } from "../element-kit/src/ui/radio-group.tsx";
import { Separator } from "../element-kit/src/ui/separator.tsx";
import { Skeleton } from "../element-kit/src/ui/skeleton.tsx";
import { Switch } from "../element-kit/src/ui/switch.tsx";
import { Textarea } from "../element-kit/src/ui/textarea.tsx";
import { toKitWords } from "../src/features/elements/kit-words.ts";
import { KitOverlays } from "./kit-overlays.tsx";
import { KitPanes } from "./kit-panes.tsx";
import { KIT_TEXTS, type KitTexts } from "./kit-texts.ts";

export function KitState({ language }: { readonly language: string }) {
  const { t } = useTranslation();
  const texts = KIT_TEXTS[language.split("-")[0] ?? ""] ?? KIT_TEXTS.en;
  shareWithKit({
    react: React,
    "react-dom": reactDom,
    "react-dom/client": reactDomClient,
    "react/jsx-runtime": jsxRuntime,
    "#host": {
      root: "",
      toast: () => undefined,
      get words() {
        return toKitWords(t);
      },
    },
  });
  return (
    <main className="element-kit" style={{ padding: "1rem", display: "grid", gap: "1.5rem", maxInlineSize: "46rem", marginInline: "auto" }}>
      <Buttons {...texts} />
      <Surfaces {...texts} />
      <Fields {...texts} />
      <KitPanes {...texts} />
      <KitOverlays {...texts} />
    </main>
  );
}

export function Row({ children }: { readonly children: ReactNode }) {
  return <div style={{ display: "flex", flexWrap: "wrap", gap: "0.5rem", alignItems: "center" }}>{children}</div>;
}

function Buttons(say: KitTexts) {
  return (
    <>
      <Row>
        <Button>{say.book}</Button>
        <Button variant="secondary">{say.later}</Button>
        <Button variant="outline">{say.change}</Button>
        <Button variant="ghost">{say.skip}</Button>
        <Button variant="link">{say.more}</Button>
        <Button variant="destructive">{say.cancel}</Button>
      </Row>
      <Row>
        <Button size="sm">{say.book}</Button>
        <Button size="lg" variant="outline">
          <Ship aria-hidden /> {say.change}
        </Button>
        <Button size="icon" variant="outline" aria-label={say.ship}>
          <Anchor aria-hidden />
        </Button>
        <Button disabled>{say.book}</Button>
        <Badge>{say.open}</Badge>
        <Badge variant="secondary">{say.later}</Badge>
        <Badge variant="outline">12:30</Badge>
        <Badge variant="destructive">{say.late}</Badge>
      </Row>
    </>
  );
}

function Surfaces(say: KitTexts) {
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{say.title}</CardTitle>
          <CardDescription>{say.about}</CardDescription>
        </CardHeader>
        <CardContent style={{ display: "grid", gap: "1rem" }}>
          <Row>
            <Avatar>
              <AvatarImage src="/favicon.svg" alt="" />
              <AvatarFallback>MT</AvatarFallback>
            </Avatar>
            <Avatar>
              <AvatarFallback>AK</AvatarFallback>
            </Avatar>
            <span>{say.crew}</span>
          </Row>
          <Progress value={62} aria-label={say.loading} />
          <Progress aria-label={say.loading} />
          <Separator />
          <Row>
            <Skeleton style={{ inlineSize: "2.5rem", blockSize: "2.5rem", borderRadius: "50%" }} />
            <Skeleton style={{ inlineSize: "12rem", blockSize: "1rem" }} />
          </Row>
        </CardContent>
        <CardFooter>
          <Button>{say.book}</Button>
          <Button variant="ghost">{say.skip}</Button>
        </CardFooter>
      </Card>
      <Alert>
        <Info aria-hidden />
        <AlertTitle>{say.title}</AlertTitle>
        <AlertDescription>{say.about}</AlertDescription>
      </Alert>
      <Alert variant="destructive">
        <AlertTriangle aria-hidden />
        <AlertTitle>{say.late}</AlertTitle>
        <AlertDescription>{say.about}</AlertDescription>
      </Alert>
    </>
  );
}

function Fields(say: KitTexts) {
  const [on, setOn] = useState(true);
  return (
    <div style={{ display: "grid", gap: "0.875rem" }}>
      <Label htmlFor="kit-name">{say.name}</Label>
      <Input id="kit-name" placeholder={say.namePlaceholder} />
      <Label htmlFor="kit-wrong">{say.name}</Label>
      <Input id="kit-wrong" aria-invalid defaultValue="?" />
      <Label htmlFor="kit-note">{say.note}</Label>
      <Textarea id="kit-note" placeholder={say.about} />
      <Row>
        <Checkbox id="kit-a" defaultChecked />
        <Label htmlFor="kit-a">{say.car}</Label>
        <Checkbox id="kit-b" checked="indeterminate" />
        <Label htmlFor="kit-b">{say.crew}</Label>
        <Checkbox id="kit-c" disabled />
        <Label htmlFor="kit-c">{say.later}</Label>
      </Row>
      <RadioGroup defaultValue="tern" aria-label={say.ship}>
        {["tern", "fulmar"].map((ship) => (
          <Row key={ship}>
            <RadioGroupItem value={ship} id={`kit-${ship}`} />
            <Label htmlFor={`kit-${ship}`}>MV {ship}</Label>
          </Row>
        ))}
      </RadioGroup>
      <Row>
        <Switch id="kit-on" checked={on} onCheckedChange={setOn} />
        <Label htmlFor="kit-on">{say.remind}</Label>
        <Switch id="kit-off" />
        <Label htmlFor="kit-off">{say.later}</Label>
      </Row>
    </div>
  );
}
