// What the shop knows. Its pages and its chat read the same.
export interface Order {
  readonly number: string;
  readonly item: string;
  readonly state: string;
}

const orders: readonly Order[] = [
  { number: "1001", item: "a kettle", state: "on its way" },
  { number: "1002", item: "two cups", state: "being packed" },
];

export function allOrders(): readonly Order[] {
  return orders;
}

export function findOrder(text: string): Order | undefined {
  return orders.find(({ number }) => text.includes(number));
}
