import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

export default function Places() {
  return (
    <Tabs defaultValue={props.places[0].name} className="w-full">
      <TabsList>
        {props.places.map((place) => (
          <TabsTrigger key={place.name} value={place.name}>
            {place.name}
          </TabsTrigger>
        ))}
      </TabsList>
      {props.places.map((place) => (
        <TabsContent key={place.name} value={place.name} className="pt-2 text-sm">
          {place.text}
        </TabsContent>
      ))}
    </Tabs>
  );
}
