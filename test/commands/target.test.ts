import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const early = await openBot("2024-07-04T22:30:00+01:00");

/** The two ranks that were published. */
test.each([
  ["/target 164", "Labour’s target 164: North East Somerset and Hanham, won"],
  ["/target north east somerset and hanham", "Labour’s target 164: North East Somerset and Hanham, won"],
  ["/target #170", "Labour’s target 170: Nuneaton, won"],
  ["/target burnley labour", "Labour’s target 1: Burnley, won"],
  ["/target labour 164", "Labour’s target 164: North East Somerset and Hanham, won"],
  ["/target golders green", null],
  ["/target nuneaton", "Labour’s target 170: Nuneaton, won"],
])("%s", async (line, title) => {
  const { reply, problem } = await bot.say(line);
  expect(problem).toBeUndefined();
  if (title) expect(reply.card?.title).toBe(title);
  else expect(reply.card?.title).toContain("Finchley and Golders Green");
});

/** A number is a rank or a length, and never passed over. */
test.each([
  ["what is target 164", "Labour’s target 164: North East Somerset and Hanham, won"],
  ["which seat is labour target 164?", "Labour’s target 164: North East Somerset and Hanham, won"],
  ["Labour’s 170th target", "Labour’s target 170: Nuneaton, won"],
  ["labour target number 170", "Labour’s target 170: Nuneaton, won"],
  ["labour's number one target", "Labour’s target 1: Burnley, won"],
  ["top labour target", "Labour’s target 1: Burnley, won"],
  ["green target 3", "The Greens’ target 3: Bristol Central, won"],
  ["is burnley on labour's target list", "Labour’s target 1: Burnley, won"],
  ["was nuneaton a target", "Labour’s target 170: Nuneaton, won"],
  ["labour top 20 targets", "Labour’s targets 1 to 20"],
  ["the greens' top three targets", "The Greens’ targets 1 to 3"],
])("in plain words: %s", async (line, title) => {
  const { reply, problem } = await bot.say(line);
  expect(problem).toBeUndefined();
  expect(reply.card?.title).toBe(title);
});

test("swing needed and achieved", async () => {
  const { text, reply } = await bot.say("/target 164");
  expect(text).toMatch(/Swing needed +14\.3 points from\s+the Conservatives/);
  expect(text).toMatch(/Swing achieved +19\.5 points/);
  expect(reply.data).toMatchObject({ rank: 164, party: "lab", won: true });
});

test("a seat and a party of several words, as what is proposed instead has them", async () => {
  const { election } = bot.house;
  const shorts = election.targets.lists.map(
    ({ party }) => election.parties.find(({ id }) => id === party)?.short ?? "",
  );
  expect(shorts).toEqual(expect.arrayContaining(["Lib Dem", "Reform UK", "Green"]));
  for (const { name } of election.seats.filter((_, i) => i % 65 === 0))
    for (const short of shorts) {
      const { text } = await bot.say(`/target ${name} ${short}`);
      expect(text, `${name} ${short}`).toMatch(/(?:’s|s’) target \d+: |is not on /);
      expect(text.replaceAll(/\s+/g, " "), `${name} ${short}`).toContain(name);
    }
});

test("another party's target", async () => {
  expect((await bot.say("/target 3 green")).reply.card?.title).toMatch(/^The Greens’ target 3: Bristol Central, won/);
});

test("a target that was missed", async () => {
  expect((await bot.say("/target 160")).text).toMatch(/Frome and East Somerset, missed/);
});

test("before the night is over nothing is won or missed", async () => {
  const { text, reply } = await early.say("/target 164");
  expect(text).toContain("Not yet declared");
  expect(reply.data).toMatchObject({ won: null, swingAchieved: null });
});

test.each(["/target 0", "/target 9999", "/target 999999", "/target 164 whigs", "/target 3 tuv", "/target"])(
  "%s is refused with what exists",
  async (line) => {
    const { problem, reply } = await bot.say(line);
    expect(problem).toBeDefined();
    expect(reply.summary).toMatch(/ranks run from 1 to|no party|it has no list|Type it as/);
  },
);

test("a seat that its list leaves out says so", async () => {
  const { problem, reply } = await bot.say("/target chorley");
  expect(problem).toBe("not-found");
  expect(reply.summary).toContain("no party’s target list");
});
