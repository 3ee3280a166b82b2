import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

const schema = z.object({ name: z.string().min(2, { message: "At least two letters." }) });

const resolver = (values) => {
  const read = schema.safeParse(values);
  if (read.success) return { values: read.data, errors: {} };
  const errors = Object.fromEntries(read.error.issues.map((issue) => [issue.path[0], { type: "zod", message: issue.message }]));
  return { values: {}, errors };
};

export default function SignUp() {
  const form = useForm({ resolver, defaultValues: { name: props.name || "" } });

  return (
    <Form {...form}>
      <form className="space-y-4" onSubmit={form.handleSubmit((values) => updateElement({ ...props, ...values }))}>
        <FormField
          control={form.control}
          name="name"
          render={({ field }) => (
            <FormItem>
              <FormLabel>Name</FormLabel>
              <FormControl>
                <Input placeholder="Ada" {...field} />
              </FormControl>
              <FormDescription>It is printed on the ticket.</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit">Sign up</Button>
        {props.name && <p className="text-sm text-muted-foreground">Welcome, {props.name}.</p>}
      </form>
    </Form>
  );
}
