import { describe, expect, it } from "vitest";
import { toNetwork } from "./network.ts";

describe("the network of an address", () => {
  it.each([
    ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
    ["2001:DB8::1:ffff:0:0:1", "2001:db8:0:1::/64"],
    ["2001:db8:0:2::5", "2001:db8:0:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["192.0.2.1", "192.0.2.1"],
    ["", ""],
    ["nonsense", "nonsense"],
  ])("of %j is %j", (address, network) => {
    expect(toNetwork(address)).toBe(network);
  });
});
