// Parts that hold much: tabs, a table, headings that open, slides, what is scrolled, pages.
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from "../element-kit/src/ui/accordion.tsx";
import { AspectRatio } from "../element-kit/src/ui/aspect-ratio.tsx";
import { Card, CardContent } from "../element-kit/src/ui/card.tsx";
import { Carousel, CarouselContent, CarouselItem, CarouselNext, CarouselPrevious } from "../element-kit/src/ui/carousel.tsx";
import {
  Pagination,
  PaginationContent,
  PaginationEllipsis,
  PaginationItem,
  PaginationLink,
  PaginationNext,
  PaginationPrevious,
} from "../element-kit/src/ui/pagination.tsx";
import { ScrollArea } from "../element-kit/src/ui/scroll-area.tsx";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "../element-kit/src/ui/table.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../element-kit/src/ui/tabs.tsx";
import type { KitTexts } from "./kit-texts.ts";

export function KitPanes(say: KitTexts) {
  return (
    <>
      <Tabs defaultValue="out">
        <TabsList aria-label={say.title}>
          <TabsTrigger value="out">{say.out}</TabsTrigger>
          <TabsTrigger value="back">{say.back}</TabsTrigger>
          <TabsTrigger value="none" disabled>
            {say.later}
          </TabsTrigger>
        </TabsList>
        <TabsContent value="out">
          <Sailings {...say} />
        </TabsContent>
        <TabsContent value="back">{say.about}</TabsContent>
      </Tabs>
      <Accordion type="single" collapsible defaultValue="one">
        <AccordionItem value="one">
          <AccordionTrigger>{say.more}</AccordionTrigger>
          <AccordionContent>{say.about}</AccordionContent>
        </AccordionItem>
        <AccordionItem value="two">
          <AccordionTrigger>{say.crew}</AccordionTrigger>
          <AccordionContent>{say.about}</AccordionContent>
        </AccordionItem>
      </Accordion>
      <Carousel aria-label={say.ship}>
        <CarouselContent>
          {["1", "2", "3", "4"].map((slide) => (
            <CarouselItem key={slide} style={{ flexBasis: "50%" }}>
              <Card>
                <CardContent>
                  <AspectRatio ratio={16 / 9} style={{ display: "grid", placeItems: "center", fontSize: "1.5rem" }}>
                    {slide}
                  </AspectRatio>
                </CardContent>
              </Card>
            </CarouselItem>
          ))}
        </CarouselContent>
        <CarouselPrevious />
        <CarouselNext />
      </Carousel>
      <ScrollArea style={{ blockSize: "6rem", border: "1px solid var(--border)", padding: "0.5rem 0.75rem" }}>
        {["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].map((number) => (
          <p key={number}>
            {say.ship} {number}
          </p>
        ))}
      </ScrollArea>
      <Pages />
    </>
  );
}

function Sailings(say: KitTexts) {
  return (
    <Table>
      <TableCaption>{say.about}</TableCaption>
      <TableHeader>
        <TableRow>
          <TableHead>{say.ship}</TableHead>
          <TableHead>{say.open}</TableHead>
          <TableHead>{say.note}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {["12:30", "14:10", "16:10"].map((time) => (
          <TableRow key={time}>
            <TableCell>MV Tern</TableCell>
            <TableCell>{time}</TableCell>
            <TableCell>{say.crew}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Pages() {
  return (
    <Pagination>
      <PaginationContent>
        <PaginationItem>
          <PaginationPrevious href="#1" />
        </PaginationItem>
        <PaginationItem>
          <PaginationLink href="#1">1</PaginationLink>
        </PaginationItem>
        <PaginationItem>
          <PaginationLink href="#2" isActive>
            2
          </PaginationLink>
        </PaginationItem>
        <PaginationItem>
          <PaginationEllipsis />
        </PaginationItem>
        <PaginationItem>
          <PaginationNext href="#3" />
        </PaginationItem>
      </PaginationContent>
    </Pagination>
  );
}
