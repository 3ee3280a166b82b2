// Links to the pages of a list.
import { ChevronLeft, ChevronRight, MoreHorizontal } from "lucide-react";
import type { ComponentProps } from "react";
import { classes, dressed } from "../lib/dressed.ts";
import { words } from "../lib/words.ts";
import { type ButtonProps, buttonVariants } from "./button.tsx";
import "../styles/panes.css";

export function Pagination({ className, ...props }: ComponentProps<"nav">) {
  return <nav data-slot="pagination" aria-label={words().pages} {...props} className={classes("k-pagination", className)} />;
}

export const PaginationContent = dressed("ul", "pagination-content");
export const PaginationItem = dressed("li", "pagination-item");

interface PaginationLinkProps extends ComponentProps<"a"> {
  /** It is the page that is shown. */
  readonly isActive?: boolean;
  readonly size?: ButtonProps["size"];
}

export function PaginationLink({ isActive = false, size = "icon", className, children, ...props }: PaginationLinkProps) {
  return (
    <a
      data-slot="pagination-link"
      aria-current={isActive ? "page" : undefined}
      {...props}
      className={buttonVariants({ variant: isActive ? "outline" : "ghost", size, className })}
    >
      {children}
    </a>
  );
}

export function PaginationPrevious({ className, ...props }: PaginationLinkProps) {
  return (
    <PaginationLink size="default" {...props} className={classes("k-pagination-step", className)}>
      <ChevronLeft className="k-flip" size={16} aria-hidden />
      {words().previous}
    </PaginationLink>
  );
}

export function PaginationNext({ className, ...props }: PaginationLinkProps) {
  return (
    <PaginationLink size="default" {...props} className={classes("k-pagination-step", className)}>
      {words().next}
      <ChevronRight className="k-flip" size={16} aria-hidden />
    </PaginationLink>
  );
}

export function PaginationEllipsis({ className, ...props }: ComponentProps<"span">) {
  return (
    <span data-slot="pagination-ellipsis" {...props} className={classes("k-pagination-ellipsis", className)}>
      <MoreHorizontal size={16} aria-hidden />
      <span className="k-sr">{words().morePages}</span>
    </span>
  );
}
