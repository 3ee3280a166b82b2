// The component that the question is asked with. It is compiled when the app starts.
import { useElement } from "@colloquy/client/elements";
import { useState } from "react";

export interface TicketProps {
  to: string;
  seats: number;
  booked?: boolean;
}

export default function Ticket({ to, seats, booked = false }: TicketProps) {
  const { props, updateElement, callAction, submitElement, cancelElement } = useElement<TicketProps>();
  const [price, setPrice] = useState<number>();
  const [failed, setFailed] = useState(false);
  const take = async (next: number) => {
    await updateElement({ ...props, seats: next });
    const { success, response } = await callAction({ name: "quote", payload: { seats: next } });
    setFailed(!success);
    setPrice((response as { readonly price: number } | undefined)?.price);
  };
  return (
    <section className="flex flex-wrap items-center gap-3 rounded-lg border p-4" aria-label={`Ticket to ${to}`}>
      <strong className="text-lg">{to}</strong>
      <button
        type="button"
        className="rounded border px-3 py-1"
        aria-label="One seat less"
        disabled={booked || seats <= 1}
        onClick={() => take(seats - 1)}
      >
        −
      </button>
      <output aria-label="Seats">{seats}</output>
      <button
        type="button"
        className="rounded border px-3 py-1"
        aria-label="One seat more"
        disabled={booked || seats >= 9}
        onClick={() => take(seats + 1)}
      >
        +
      </button>
      {price !== undefined && <span className="text-muted-foreground">£{price}</span>}
      {failed && <span role="alert">The price is not known just now.</span>}
      {booked ? (
        <em>Booked</em>
      ) : (
        <span className="flex gap-2">
          <button
            type="button"
            className="rounded border border-primary bg-primary px-3 py-1 text-primary-foreground"
            onClick={() => submitElement({ seats })}
          >
            Book
          </button>
          <button type="button" className="rounded border px-3 py-1" onClick={() => cancelElement()}>
            Not now
          </button>
        </span>
      )}
    </section>
  );
}
