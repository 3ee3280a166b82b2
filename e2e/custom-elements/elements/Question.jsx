import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";

export default function Question() {
  const [open, setOpen] = useState(false);
  const [sure, setSure] = useState(false);

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="destructive">Cancel the trip</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Are you sure?</DialogTitle>
          <DialogDescription>The seats go to somebody else.</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button
            variant="destructive"
            onClick={() => {
              setSure(true);
              setOpen(false);
            }}
          >
            Yes, cancel it
          </Button>
        </DialogFooter>
      </DialogContent>
      {sure && <p className="mt-2 text-sm">The trip is cancelled.</p>}
    </Dialog>
  );
}
