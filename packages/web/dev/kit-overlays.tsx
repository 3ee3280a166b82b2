// What opens over the page, each behind its button; and what asks.
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "../element-kit/src/sonner.tsx";
import { Button } from "../element-kit/src/ui/button.tsx";
import * as command from "../element-kit/src/ui/command.tsx";
import * as dialog from "../element-kit/src/ui/dialog.tsx";
import * as menu from "../element-kit/src/ui/dropdown-menu.tsx";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "../element-kit/src/ui/form.tsx";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "../element-kit/src/ui/hover-card.tsx";
import { Input } from "../element-kit/src/ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "../element-kit/src/ui/popover.tsx";
import { Select, SelectContent, SelectGroup, SelectItem, SelectLabel, SelectTrigger, SelectValue } from "../element-kit/src/ui/select.tsx";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "../element-kit/src/ui/sheet.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "../element-kit/src/ui/tooltip.tsx";
import type { KitTexts } from "./kit-texts.ts";

export function KitOverlays(say: KitTexts) {
  const [finding, setFinding] = useState(false);
  const tell = () => {
    toast.success(say.title, { description: say.about, duration: Number.POSITIVE_INFINITY, closeButton: true });
    toast.error(say.late, { duration: Number.POSITIVE_INFINITY, action: { label: say.change, onClick: () => undefined } });
  };
  return (
    <>
      <div style={{ display: "flex", flexWrap: "wrap", gap: "0.5rem" }}>
        <Question {...say} />
        <Sheet>
          <SheetTrigger asChild>
            <Button variant="outline">Sheet</Button>
          </SheetTrigger>
          <SheetContent>
            <SheetHeader>
              <SheetTitle>{say.title}</SheetTitle>
              <SheetDescription>{say.about}</SheetDescription>
            </SheetHeader>
          </SheetContent>
        </Sheet>
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="outline">Popover</Button>
          </PopoverTrigger>
          <PopoverContent aria-label={say.title}>{say.about}</PopoverContent>
        </Popover>
        <HoverCard openDelay={0}>
          <HoverCardTrigger asChild>
            <Button variant="link">HoverCard</Button>
          </HoverCardTrigger>
          <HoverCardContent>{say.about}</HoverCardContent>
        </HoverCard>
        <Tooltip>
          <TooltipTrigger asChild>
            <Button variant="outline">Tooltip</Button>
          </TooltipTrigger>
          <TooltipContent>{say.remind}</TooltipContent>
        </Tooltip>
        <Menu {...say} />
        <Button variant="outline" onClick={() => setFinding(true)}>
          Command
        </Button>
        <Button variant="outline" onClick={tell}>
          Toast
        </Button>
      </div>
      <Ships {...say} />
      <command.CommandDialog open={finding} onOpenChange={setFinding} title={say.title}>
        <Ports {...say} />
      </command.CommandDialog>
      <command.Command label={say.out} style={{ border: "1px solid var(--border)" }}>
        <Ports {...say} />
      </command.Command>
      <Booking {...say} />
    </>
  );
}

function Question(say: KitTexts) {
  return (
    <dialog.Dialog>
      <dialog.DialogTrigger asChild>
        <Button variant="outline">Dialog</Button>
      </dialog.DialogTrigger>
      <dialog.DialogContent>
        <dialog.DialogHeader>
          <dialog.DialogTitle>{say.title}</dialog.DialogTitle>
          <dialog.DialogDescription>{say.about}</dialog.DialogDescription>
        </dialog.DialogHeader>
        <Ships {...say} />
        <dialog.DialogFooter>
          <dialog.DialogClose asChild>
            <Button variant="ghost">{say.skip}</Button>
          </dialog.DialogClose>
          <Button>{say.book}</Button>
        </dialog.DialogFooter>
      </dialog.DialogContent>
    </dialog.Dialog>
  );
}

function Ships(say: KitTexts) {
  return (
    <Select>
      <SelectTrigger aria-label={say.ship}>
        <SelectValue placeholder={say.ship} />
      </SelectTrigger>
      <SelectContent>
        <SelectGroup>
          <SelectLabel>{say.out}</SelectLabel>
          <SelectItem value="tern">MV Tern</SelectItem>
          <SelectItem value="fulmar">MV Fulmar</SelectItem>
          <SelectItem value="skua" disabled>
            MV Skua
          </SelectItem>
        </SelectGroup>
      </SelectContent>
    </Select>
  );
}

function Menu(say: KitTexts) {
  return (
    <menu.DropdownMenu>
      <menu.DropdownMenuTrigger asChild>
        <Button variant="outline">Menu</Button>
      </menu.DropdownMenuTrigger>
      <menu.DropdownMenuContent>
        <menu.DropdownMenuLabel>{say.title}</menu.DropdownMenuLabel>
        <menu.DropdownMenuSeparator />
        <menu.DropdownMenuItem inset>
          {say.change} <menu.DropdownMenuShortcut>⌘E</menu.DropdownMenuShortcut>
        </menu.DropdownMenuItem>
        <menu.DropdownMenuCheckboxItem checked>{say.remind}</menu.DropdownMenuCheckboxItem>
        <menu.DropdownMenuSub>
          <menu.DropdownMenuSubTrigger inset>{say.more}</menu.DropdownMenuSubTrigger>
          <menu.DropdownMenuSubContent>
            <menu.DropdownMenuItem>{say.out}</menu.DropdownMenuItem>
            <menu.DropdownMenuItem>{say.back}</menu.DropdownMenuItem>
          </menu.DropdownMenuSubContent>
        </menu.DropdownMenuSub>
        <menu.DropdownMenuItem inset variant="destructive">
          {say.cancel}
        </menu.DropdownMenuItem>
      </menu.DropdownMenuContent>
    </menu.DropdownMenu>
  );
}

function Ports(say: KitTexts) {
  return (
    <>
      <command.CommandInput placeholder={say.namePlaceholder} />
      <command.CommandList>
        <command.CommandEmpty>{say.nothing}</command.CommandEmpty>
        <command.CommandGroup heading={say.out}>
          <command.CommandItem>Kinloch</command.CommandItem>
          <command.CommandItem keywords={["island"]}>Sanday</command.CommandItem>
          <command.CommandItem disabled>Port Ellary</command.CommandItem>
        </command.CommandGroup>
        <command.CommandSeparator />
        <command.CommandGroup heading={say.back}>
          <command.CommandItem value="settings">
            {say.change} <command.CommandShortcut>⌘S</command.CommandShortcut>
          </command.CommandItem>
        </command.CommandGroup>
      </command.CommandList>
    </>
  );
}

function Booking(say: KitTexts) {
  const form = useForm({ defaultValues: { name: "" } });
  return (
    <Form {...form}>
      <form noValidate style={{ display: "grid", gap: "0.75rem", justifyItems: "start" }} onSubmit={form.handleSubmit(() => undefined)}>
        <FormField
          control={form.control}
          name="name"
          rules={{ required: say.needed }}
          render={({ field }) => (
            <FormItem>
              <FormLabel>{say.name}</FormLabel>
              <FormControl>
                <Input placeholder={say.namePlaceholder} {...field} />
              </FormControl>
              <FormDescription>{say.remind}</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit">{say.book}</Button>
      </form>
    </Form>
  );
}
