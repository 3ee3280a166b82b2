/** @jsxImportSource colloquy */
// A booking that changes as it is booked: one message, whose view is set anew. In an app of your own, tsconfig.json names the import source.
import * as cl from "colloquy";
import { Badge, Button, Card, Column, Facts, Field, Form, Progress, Row, Status, Table, type View } from "colloquy/view";
import * as z from "zod";

const sailings = [
  { id: 7, to: "Kinloch", at: "12:30", seats: 4, price: 12 },
  { id: 8, to: "Port Ellary", at: "14:10", seats: 1, price: 9 },
] as const;
const steps = ["Holding a seat", "Writing the ticket", "Telling the pier"] as const;

const find = (id: number) => sailings.find((sailing) => sailing.id === id) ?? sailings[0];

/** A component of this app: a function that returns a view. */
function Sailing({ id, children }: { readonly id: number; readonly children?: View }) {
  const { to, at, seats, price } = find(id);
  return (
    <Card title={`${to}, ${at}`} icon="ship">
      <Facts items={{ Seats: seats, Price: `£${price}` }} />
      {seats === 1 && <Badge tone="warning">Last seat</Badge>}
      {children}
    </Card>
  );
}

/** Who travels: the form stays, with what is typed into it, while everything around it changes. */
const Passenger = ({ id }: { readonly id: number }) => (
  <Form key="passenger" action={name} payload={{ id }} submit="Save">
    <Field name="passenger" label="Who travels?" required />
  </Form>
);

const book = cl.action("book", z.object({ id: z.number() }), async ({ id }, { message }) => {
  for (const [at, step] of steps.entries()) {
    message.view = (
      <Sailing id={id}>
        <Progress key="progress" label={step} value={at / steps.length} />
        <Passenger id={id} />
      </Sailing>
    );
    await message.update();
    await cl.sleep(700);
  }
  message.view = (
    <Sailing id={id}>
      <Status key="status" state="done" detail="The ticket is in your mail">
        Booked
      </Status>
      <Passenger id={id} />
      <Button key="cancel" action={cancel({ id }, { confirm: "The seat goes to somebody else." })}>
        Cancel
      </Button>
    </Sailing>
  );
  await message.update();
});

const name = cl.action("name", z.object({ id: z.number(), passenger: z.string().min(2) }), async ({ id, passenger }, { message }) => {
  message.view = (
    <Sailing id={id}>
      <Status key="status" state="done" detail={`${passenger} travels`}>
        Booked
      </Status>
      <Button key="cancel" action={cancel({ id }, { confirm: "The seat goes to somebody else." })}>
        Cancel
      </Button>
    </Sailing>
  );
  await message.update();
});

const cancel = cl.action("cancel", z.object({ id: z.number() }), async ({ id }, { message }) => {
  message.view = (
    <Sailing id={id}>
      <Status state="stopped">Cancelled</Status>
    </Sailing>
  );
  await message.update();
});

cl.onMessage(async () => {
  const view = (
    <Column>
      <Table
        caption="Today"
        rows={sailings}
        columns={[
          { key: "to", label: "To" },
          { key: "at", label: "At" },
          { key: "seats", label: "Seats" },
        ]}
      />
      <Row>
        {sailings.map(({ id, to }) => (
          <Button key={to} action={book({ id }, { style: id === 7 ? "primary" : "default" })} pending="Booking …">
            {`Book ${to}`}
          </Button>
        ))}
      </Row>
    </Column>
  );
  await new cl.Message({ content: "Two ferries go this afternoon.", view }).send();
});
