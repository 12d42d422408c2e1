/** The order between kinds of names: an exact one of any kind before a part, a beginning or a slip of every other. */
import { describe, expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { whoIsMeant } from "../../src/core/meant.ts";
import { openBot } from "../support/bot.ts";

const { house } = await openBot();
const first = (words: string): string => {
  const [best] = whoIsMeant(words, house.context(here));
  return best ? `${best.kind} ${best.how}` : "nothing";
};

describe("an exact name wins over what is none, whatever the kinds", () => {
  test.each([
    ["results", "command exact"],
    ["exit poll", "term exact"],
    ["chart", "term exact"],
    ["greens", "party exact"],
    ["tories", "party exact"],
    ["libdems", "party exact"],
    ["north east", "area exact"],
    ["the north east", "area exact"],
    ["wales", "area exact"],
    ["scotland", "area exact"],
    ["bath", "seat exact"],
    ["Kingswood", "former exact"],
    ["keir starmer", "person exact"],
    ["danbury", "place exact"],
    ["wool", "place exact"],
    ["ramsey", "place exact"],
    ["hartford", "place exact"],
    ["starmer", "person part"],
    ["jo swinson", "nothing"],
    ["tony blair", "nothing"],
    ["qwertyuiop", "nothing"],
  ])("%s is a %s", (words, kind) => expect(first(words)).toBe(kind));
});

test("a lower kind of the very name is known too", () => {
  const [, ...others] = whoIsMeant("rees-mogg", house.context(here));
  expect(others.every(({ kind }) => kind !== "place")).toBe(true);
});
