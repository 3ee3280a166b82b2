import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

export default function Ticket() {
  const [seats, setSeats] = useState(props.seats);
  const [booked, setBooked] = useState("");

  const book = async () => {
    const answer = await callAction({ name: "book", payload: { sailing: props.sailing, seats } });
    setBooked(answer.success ? answer.response.code : "failed");
  };

  return (
    <Card className="w-full max-w-md">
      <CardHeader>
        <CardTitle>{props.title}</CardTitle>
        <CardDescription>The ferry from the north quay</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-2">
        <Label htmlFor="seats">Seats</Label>
        <Input id="seats" type="number" min={1} value={seats} onChange={(event) => setSeats(Number(event.target.value))} />
        {booked && <Badge variant="secondary">Booked: {booked}</Badge>}
      </CardContent>
      <CardFooter className="flex gap-2">
        <Button onClick={book}>Book</Button>
        <Button variant="outline" onClick={() => submitElement({ seats })}>
          Submit
        </Button>
        <Button variant="ghost" onClick={() => cancelElement()}>
          Cancel
        </Button>
        <Button variant="link" onClick={() => sendUserMessage(`Tell me about ${props.title}`)}>
          Ask
        </Button>
      </CardFooter>
    </Card>
  );
}
