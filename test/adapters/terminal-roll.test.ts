/** A screen that a night rolls past: every thing under its time, as wide as the screen is. */
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createTerminal } from "../../src/adapters/terminal/index.ts";
import { createRoll } from "../../src/adapters/terminal/screen.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import type { Reply } from "../../src/core/reply.ts";

const night = new Date("2024-07-05T01:06:00Z");
const colour = { base: "#e4003b", onLight: "#e4003b", onDark: "#ff5577" };
const paint = {
  bold: (text: string) => `<b>${text}</b>`,
  dim: (text: string) => `<i>${text}</i>`,
  colour: (text: string, { base }: typeof colour) => `<${base}>${text}</>`,
};
const line = (summary: string): Reply => ({ summary, card: { title: "", colour, blocks: [] } });
const board: Reply = {
  summary: "2 of 650",
  card: {
    title: "Scoreboard: 2 of 650",
    blocks: [{ kind: "text", text: ["Labour 2"] }],
    actions: [{ label: "Newest", ask: { command: "latest", args: {} } }],
  },
};
const roll = (width: number, painted = false) =>
  createRoll(
    () => night,
    () => ({
      width,
      timeZone: "Europe/London",
      paint: painted ? paint : { bold: (text) => text, dim: (text) => text, colour: (text) => text },
    }),
  );

test("words stand beside their time, and cards apart, without buttons", () => {
  const draw = roll(60);
  const told = [
    line("LAB HOLD: Knowsley. Anneliese Midgley beats Alexander Hitchmough by 18,319."),
    line("next"),
    board,
  ];
  expect([...told, line("last"), board, board].map((one) => draw(one)).join("")).toBe(`
2:06am   LAB HOLD: Knowsley. Anneliese Midgley beats
         Alexander Hitchmough by 18,319.
2:06am   next

2:06am   Scoreboard: 2 of 650

         Labour 2

2:06am   last

2:06am   Scoreboard: 2 of 650

         Labour 2

2:06am   Scoreboard: 2 of 650

         Labour 2
`);
});

test("on a narrow screen they stand below it", () => {
  expect(roll(24)(line("LAB HOLD: Knowsley. Anneliese Midgley wins."))).toBe(`
2:06am
  LAB HOLD: Knowsley.
  Anneliese Midgley
  wins.
`);
});

test("each line's headline is set off, in the colour of the card", () => {
  expect(roll(80, true)(line("REHEARSAL: LAB HOLD: Bath. All of it\nFIRST GAIN: Bath\nLabour gain Telford: so"))).toBe(`
<i>2:06am   </i><#e4003b><b>REHEARSAL: LAB HOLD:</b></> Bath. All of it
         <#e4003b><b>FIRST GAIN:</b></> Bath
         Labour gain Telford: so
`);
});

test("nobody can send the screen what it would obey", () => {
  expect(roll(80)(line("Bath\u001B[2J\u202E.\nmore"))).toBe("\n2:06am   Bath [2J .\n         more\n");
});

test("the terminal rolls where it has a clock: a post is shown once, and edited no more", async () => {
  const out = new PassThrough();
  let shown = "";
  out.setEncoding("utf8").on("data", (text: string) => (shown += text));
  const terminal = createTerminal({
    in: process.stdin,
    out: Object.assign(out, { isTTY: false, columns: 80 }) as unknown as NodeJS.WriteStream,
    timeZone: "Europe/London",
    greeting: "",
    now: () => night,
  });
  const place = { platform: "terminal", id: "here", kind: "channel" } as const;
  const id = asDeliveryId("delivery1");
  const posted = await terminal.post(place, line("LAB HOLD: Bath"), id);
  expect(shown).toBe("\n2:06am   LAB HOLD: Bath\n");
  expect(await terminal.post(place, line("LAB HOLD: Bath"), id)).toEqual(posted);
  if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
  expect(await terminal.edit(posted.message, line("LAB GAIN: Bath"), id)).toMatchObject({
    kind: "refused",
    about: "edit",
  });
  await terminal.say(line("Quiet"));
  expect(shown).toBe("\n2:06am   LAB HOLD: Bath\n2:06am   Quiet\n");
  await terminal.stop();
});
