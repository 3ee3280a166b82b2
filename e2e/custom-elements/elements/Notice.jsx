import { toast } from "sonner";
import { Button } from "@/components/ui/button";

export default function Notice() {
  return (
    <Button variant="secondary" onClick={() => toast.success("The boat is on its way.")}>
      Tell me
    </Button>
  );
}
