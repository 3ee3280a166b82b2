// Types of custom elements as an author gets them: a folder of its own, an element in TypeScript, the author's own compiler.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = path.join(import.meta.dirname, "../../..");
const HEAD = '/// <reference types="@colloquy/client/elements/ui" />\n';
const TICKET = `${HEAD}import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { cn } from "@/lib/utils";
import { useState } from "react";

export default function Ticket({ title, seats }: { title: string; seats: number }) {
  const [ship, setShip] = useState("tern");
  return (
    <Card className={cn("max-w-md", seats > 1 && "border-primary")}>
      <CardHeader><CardTitle>{title}</CardTitle></CardHeader>
      <CardContent>
        <Select value={ship} onValueChange={setShip}>
          <SelectTrigger><SelectValue placeholder="Vessel" /></SelectTrigger>
          <SelectContent><SelectItem value="tern">MV Tern</SelectItem></SelectContent>
        </Select>
        <Button variant="outline" size="sm" onClick={(event) => event.currentTarget.blur()}>Book</Button>
      </CardContent>
    </Card>
  );
}
`;

describe("an author's element in TypeScript", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "colloquy-author-"));
    const modules = path.join(folder, "node_modules");
    for (const scope of ["@colloquy", "@types"]) mkdirSync(path.join(modules, scope), { recursive: true });
    symlinkSync(path.join(repository, "packages/client"), path.join(modules, "@colloquy/client"));
    for (const name of ["@types/react", "csstype"]) symlinkSync(path.join(repository, "node_modules", name), path.join(modules, name));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const check = (text: string): string => {
    writeFileSync(path.join(folder, "Ticket.tsx"), text);
    const tsc = path.join(repository, "node_modules/typescript7/bin/tsc");
    const flags =
      "--noEmit --strict --skipLibCheck --jsx react-jsx --module esnext --moduleResolution bundler --target es2023 --types react";
    return spawnSync(process.execPath, [tsc, ...flags.split(" "), "Ticket.tsx"], { cwd: folder, encoding: "utf8" }).stdout;
  };

  it("compiles with the page's parts, by one line at its head", () => {
    expect(check(TICKET)).toBe("");
  });

  it("is told of a part, a look and a value that are none", () => {
    expect(check(TICKET.replace("{ Button }", "{ Buton as Button }"))).toContain("has no exported member named 'Buton'");
    expect(check(TICKET.replace('"outline"', '"loud"'))).toContain(`'"loud"' is not assignable`);
    expect(check(TICKET.replace("onValueChange={setShip}", "onValueChange={(count: number) => count}"))).toContain("is not assignable");
  });
});
