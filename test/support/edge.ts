/** The people of tests: "mia" manages, "ed" edits, everyone else is a stranger. */
import { asPseudonym, asStaffName, type Edge } from "../../src/core/asker.ts";

/** Platforms' ids of the people of the tests: the fakes give them out by name. */
export const userId = (name: string): string =>
  String(100_000_000_000_000_000n + BigInt(`0x${Buffer.from(name).toString("hex")}`));

export const testEdge: Edge = {
  pseudonym: (platform, user) => asPseudonym(`${platform}:${user}`),
  staff: (_, user) => {
    if (user === userId("mia")) return { name: asStaffName("mia"), role: "manager" };
    return user === userId("ed") ? { name: asStaffName("ed"), role: "editor" } : undefined;
  },
};
