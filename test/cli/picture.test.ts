/** Pictures from the command line: bytes on one stream, their words on the other. */
import { describe, expect, test } from "vitest";
import { teller } from "../support/command-line.ts";

describe("picture", () => {
  test("a map of a filter is a PNG, and its words are beside it", async () => {
    const { code, out, err } = await teller(["picture", "map", "--filter", "labour gains and wales"]);
    expect([code, out.slice(1, 4)]).toEqual([0, "PNG"]);
    expect(err).toMatch(/^Map of 9 seats: Labour gains and Wales, a hexagon for each seat\..*Wrexham \(LAB\)/);
  });

  test.each([
    [["map"], "Map of the 2024 general election"],
    [["seat", "bath"], "LD HOLD: Bath."],
    [["seat", "NES"], "LAB GAIN FROM CON: North East Somerset and Hanham."],
    [["state", "--at", "2024-07-05T02:00"], "12 of 650 seats declared."],
    [["night"], "Labour had the 326 of a majority by 6:08am"],
    [["swing"], "Conservative to Labour 182"],
  ])("%j as SVG", async (words, says) => {
    const { code, out, err } = await teller(["picture", ...words, "--format", "svg"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg xmlns[^]*<\/svg>$/);
    expect(err).toContain(says);
  });

  test.each([
    [["picture"], 2, "say what to draw: map, seat, state, night or swing"],
    [["picture", "pie"], 2, "say what to draw: map, seat, state, night or swing"],
    [["picture", "map", "--format", "gif"], 2, "choose png or svg"],
    [["picture", "state", "--filter", "wales"], 2, "--filter goes with the map"],
    [["picture", "map", "wales"], 2, "map takes no more words"],
    [["picture", "seat", "narnia"], 1, "name a seat in full"],
    [["picture", "map", "--filter", "purple gains"], 1, "purple"],
  ])("%j says what is wrong, and draws nothing", async (args, code, says) => {
    const said = await teller(args);
    expect([said.code, said.out]).toEqual([code, ""]);
    expect(said.err).toContain(says);
  });
});
