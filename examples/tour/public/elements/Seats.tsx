// A plan of seats: a component of the tour's own. The server compiles it when it starts.
import { useElement } from "@colloquy/client/elements";

export interface SeatsProps {
  ferry: string;
  /** Seats that others have. */
  taken: string[];
  /** Seats that the person has picked. */
  picked: string[];
  booked?: boolean;
}

const ROWS = ["A", "B"];
const PLACES = [1, 2, 3, 4];

export default function Seats({ ferry, taken, picked, booked = false }: SeatsProps) {
  const { props, updateElement, callAction } = useElement<SeatsProps>();
  const toggle = (seat: string) =>
    updateElement({ ...props, picked: picked.includes(seat) ? picked.filter((one) => one !== seat) : [...picked, seat].sort() });
  return (
    <section className="flex w-fit flex-col gap-3 rounded-lg border p-4" aria-label={`Seats on ${ferry}`}>
      {ROWS.map((row) => (
        <div key={row} className="flex gap-2">
          {PLACES.map((place) => `${place}${row}`).map((seat) => (
            <button
              key={seat}
              type="button"
              className="size-11 rounded-md border text-center tabular-nums disabled:opacity-40 aria-pressed:bg-primary aria-pressed:text-primary-foreground nth-2:me-4"
              aria-label={`Seat ${seat}`}
              aria-pressed={picked.includes(seat)}
              disabled={booked || taken.includes(seat)}
              onClick={() => toggle(seat)}
            >
              {seat}
            </button>
          ))}
        </div>
      ))}
      <button
        type="button"
        className="rounded-md bg-primary px-4 py-2 text-center text-primary-foreground disabled:opacity-40"
        disabled={booked || picked.length === 0}
        onClick={() => callAction({ name: "seats", payload: { seats: picked } })}
      >
        {booked ? "Booked" : "Book them"}
      </button>
    </section>
  );
}
