// A row of slides. The browser scrolls and snaps, so wheel, fingers and keys work as everywhere; the two buttons go from stop to stop.
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { type ComponentProps, createContext, type KeyboardEvent, useContext, useEffect, useReducer, useRef, useState } from "react";
import { CarouselTrack } from "../lib/carousel-track.ts";
import { classes } from "../lib/dressed.ts";
import { words } from "../lib/words.ts";
import { Button } from "./button.tsx";
import "../styles/carousel.css";

export type CarouselApi = CarouselTrack | undefined;

interface CarouselProps extends ComponentProps<"div"> {
  readonly opts?: { readonly loop?: boolean; readonly align?: "start" | "center" | "end" } & Readonly<Record<string, unknown>>;
  /** None is known: what moves by itself is not ours. */
  readonly plugins?: readonly unknown[];
  /** Default: "horizontal". */
  readonly orientation?: "horizontal" | "vertical";
  /** Is given what the row can be told, once it is there. */
  readonly setApi?: (api: CarouselApi) => void;
}

interface Shared {
  readonly vertical: boolean;
  readonly align: string;
  readonly track: CarouselTrack | undefined;
  readonly take: (box: HTMLElement | null) => void;
}

const Around = createContext<Shared | undefined>(undefined);

/** For parts of the author's own within a carousel. */
export function useCarousel() {
  const around = useContext(Around);
  if (!around) throw new Error("A part of a carousel stands outside of <Carousel>.");
  const { track } = around;
  return {
    api: track,
    orientation: around.vertical ? ("vertical" as const) : ("horizontal" as const),
    canScrollPrev: track?.canScrollPrev() ?? false,
    canScrollNext: track?.canScrollNext() ?? false,
    scrollPrev: () => track?.scrollPrev(),
    scrollNext: () => track?.scrollNext(),
  };
}

export function Carousel({ opts, plugins: _plugins, orientation = "horizontal", setApi, className, ...props }: CarouselProps) {
  const vertical = orientation === "vertical";
  const loop = opts?.loop ?? false;
  const [box, take] = useState<HTMLElement | null>(null);
  const [track, setTrack] = useState<CarouselTrack>();
  const [, moved] = useReducer((count: number) => count + 1, 0);
  const told = useRef(setApi);
  told.current = setApi;
  useEffect(() => {
    if (!box) return;
    const made = new CarouselTrack(box, { loop, vertical });
    setTrack(made);
    told.current?.(made);
    made.on("select", moved).on("reInit", moved);
    const sizes = new ResizeObserver(made.reInit);
    for (const one of [box, ...made.slideNodes()]) sizes.observe(one);
    box.addEventListener("scroll", made.look, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", made.look);
    };
  }, [box, loop, vertical]);
  return (
    <Around value={{ vertical, align: opts?.align ?? "start", track, take }}>
      {/* biome-ignore lint/a11y/useSemanticElements: only with this role may it say what kind of part it is */}
      <div
        data-slot="carousel"
        role="region"
        aria-roledescription="carousel"
        {...props}
        className={classes("k-carousel", vertical && "k-vertical", className)}
      />
    </Around>
  );
}

export function CarouselContent({ className, ...props }: ComponentProps<"div">) {
  const around = useContext(Around);
  const { scrollPrev, scrollNext, orientation } = useCarousel();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const [back, on] =
      orientation === "vertical" ? ["ArrowUp", "ArrowDown"] : rtl ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    if (event.target !== event.currentTarget || (event.key !== back && event.key !== on)) return;
    event.preventDefault();
    if (event.key === on) scrollNext();
    else scrollPrev();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keys
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys that scroll it
    <div className="k-carousel-box" ref={around?.take} tabIndex={0} onKeyDown={onKeyDown}>
      <div data-slot="carousel-content" {...props} className={classes("k-carousel-track", className)} />
    </div>
  );
}

export function CarouselItem({ className, ...props }: ComponentProps<"div">) {
  const align = useContext(Around)?.align;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a slide is no set of fields
    <div
      data-slot="carousel-item"
      role="group"
      aria-roledescription="slide"
      {...props}
      className={classes("k-carousel-item", align && `k-${align}`, className)}
    />
  );
}

export function CarouselPrevious({ className, variant = "outline", size = "icon", ...props }: ComponentProps<typeof Button>) {
  const { canScrollPrev, scrollPrev, orientation } = useCarousel();
  const Arrow = orientation === "vertical" ? ArrowUp : ArrowLeft;
  return (
    <Button
      type="button"
      aria-label={words().previousSlide}
      disabled={!canScrollPrev}
      onClick={scrollPrev}
      variant={variant}
      size={size}
      {...props}
      className={classes("k-carousel-previous", className)}
    >
      <Arrow className="k-flip" size={16} aria-hidden />
    </Button>
  );
}

export function CarouselNext({ className, variant = "outline", size = "icon", ...props }: ComponentProps<typeof Button>) {
  const { canScrollNext, scrollNext, orientation } = useCarousel();
  const Arrow = orientation === "vertical" ? ArrowDown : ArrowRight;
  return (
    <Button
      type="button"
      aria-label={words().nextSlide}
      disabled={!canScrollNext}
      onClick={scrollNext}
      variant={variant}
      size={size}
      {...props}
      className={classes("k-carousel-next", className)}
    >
      <Arrow className="k-flip" size={16} aria-hidden />
    </Button>
  );
}
