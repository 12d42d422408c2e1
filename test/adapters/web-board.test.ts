/** The board under the desk: what is held, frozen, for staff or rehearsed is never on it, and what is undone leaves it. */
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { changeOf } from "../../src/adapters/web/board/sections.ts";
import type { Speaker } from "../../src/data/store/log.ts";
import { openBoard } from "../../src/main/board.ts";
import { openHouse } from "../../src/main.ts";
import { pack } from "../support/bot.ts";
import { ana, ben, openDeskStage, type DeskStage } from "../support/desk-stage.ts";
import { entryOf, ranked, theNight } from "../support/night.ts";
import { typed } from "../support/night-stage.ts";
import { published } from "../support/published.ts";
import { fault, listen, openWeb, publishedBoard, wordsOf, type Client } from "../support/web-stage.ts";

const bath = entryOf("Bath");
const hanham = entryOf("North East Somerset and Hanham");
const written = (n: number | undefined): string => (n ?? 0).toLocaleString("en-GB");
const majority = published[bath.seat]?.majority ?? 0;

interface Board {
  readonly seats: readonly Readonly<Record<string, unknown>>[];
  readonly declared: number;
  readonly rehearsal: boolean;
}

async function over(stage: DeskStage) {
  const night = { ledger: stage.ledger(), frozen: () => stage.desk.frozen() };
  const board = openBoard({ house: stage.house, night, fault });
  const { commands, dispatch, election } = stage.house;
  const client = await openWeb({ commands, dispatch, timeZone: election.timeZone }, { board, look: 20 });
  onTestFinished(() => client.stop());
  return { ...client, seen: () => everything(client) };
}

/** All that the board shows anywhere. */
async function everything({ get }: Pick<Client, "get">) {
  const text = async (path: string) => (await get(path)).text();
  const [board, search, now, map, csv] = await Promise.all(
    ["/board", "/board?seat=bath", "/board/now", "/board/map.svg", "/results.csv"].map(text),
  );
  const json = (await (await get("/results.json")).json()) as Board;
  const row = json.seats.find(({ code }) => code === bath.seat) ?? {};
  return { json, row, csv: csv ?? "", all: [board, search, now, map, csv, JSON.stringify(json)].join("\n") };
}

const said = {
  seat: bath.seat,
  revision: 1,
  state: "result",
  votes: bath.votes ?? {},
  recorded: bath.recorded,
} as const;

/** Nothing of Bath's result, in figures or in colour. */
function expectNothing({ json, row, all }: Awaited<ReturnType<typeof everything>>): void {
  expect(json.declared).toBe(0);
  expect(row).toMatchObject({ name: "Bath", state: "undeclared", winner: null, majority: null });
  expect(all).not.toContain(written(majority));
  expect(all).not.toContain(String(majority));
  expect(all).not.toMatch(/LD HOLD|LD hold|Lib Dem hold/);
}
function expectBath({ json, row, all }: Awaited<ReturnType<typeof everything>>): void {
  expect(json.declared).toBe(1);
  expect(row).toMatchObject({ state: "declared", party: "Lib Dem", result: "Lib Dem hold", majority });
  expect(all).toContain(`LD HOLD: Bath`);
}

describe("what is not told is not on the board", () => {
  test("a draft, until another editor confirms it", async () => {
    const stage = await openDeskStage();
    const { seen } = await over(stage);
    const form = await stage.form("/declare bath", ana);
    const [figures] = form.fields;
    const known = form.fields.find(({ choices }) => choices?.includes("returning officer"))?.name ?? "";
    const draft = await stage.submit(
      form,
      { [figures.name]: typed(bath, theNight().election), [known]: "returning officer" },
      ana,
    );
    expect(draft.text).toContain(written(majority));
    expectNothing(await seen());
    await stage.say("/confirm 1", ben);
    expectBath(await seen());
  });

  test.each<[string, Partial<Speaker>, Partial<typeof said> & { readonly rehearsal?: true }]>([
    ["a source that is for staff", { name: "Count sheet", staff: true }, {}],
    ["a source's own test", {}, { rehearsal: true }],
  ])("%s", async (_, from, more) => {
    const stage = await openDeskStage();
    const { seen } = await over(stage);
    await stage.hear({ ...said, ...more }, from);
    expectNothing(await seen());
  });

  test("all that comes while every post is stopped, also after a restart, until two let it go on", async () => {
    const stage = await openDeskStage();
    const { seen } = await over(stage);
    await stage.hear({ ...said, seat: hanham.seat, votes: hanham.votes ?? {} });
    const before = await seen();
    expect(before.json.declared).toBe(1);
    stage.at("2024-07-05T03:31:00+01:00");
    await stage.say("/freeze", ana);
    stage.at("2024-07-05T03:32:00+01:00");
    await stage.hear(said);
    // A retraction of what stands there is stopped as well, as every post is.
    await stage.hear({
      seat: hanham.seat,
      revision: 2,
      state: "retraction",
      recorded: new Date("2024-07-05T02:32:00Z"),
    });
    for (const { json, row, all } of [await seen(), await (await over(stage)).seen()]) {
      expect(json.declared).toBe(1);
      expect(row).toMatchObject({ state: "undeclared", winner: null });
      expect(all).not.toContain(written(majority));
    }
    await stage.say("/unfreeze", ana);
    await stage.say("/confirm 1", ben);
    expect(await stage.desk.frozen()).toBeUndefined();
    expectBath(await seen());
  });
});

describe("what changes is changed there", () => {
  test("a correction replaces the figures, and a retraction takes them away", async () => {
    const stage = await openDeskStage();
    const { seen, get } = await over(stage);
    await stage.hear(said);
    expectBath(await seen());
    const first = await get("/results.json");
    const [winner = "", second = ""] = ranked(bath);
    const votes = { ...bath.votes, [winner]: (bath.votes?.[winner] ?? 0) - 1_000 };
    await stage.hear({ ...said, revision: 2, state: "correction", votes });
    const corrected = await seen();
    expect(corrected.row["majority"]).toBe((votes[winner] ?? 0) - (votes[second] ?? 0));
    expect(corrected.all).not.toContain(written(majority));
    const etag = (await get("/results.json")).headers.get("etag");
    expect(etag).not.toBe(first.headers.get("etag"));
    await stage.hear({ seat: bath.seat, revision: 3, state: "retraction", recorded: bath.recorded });
    expectNothing(await seen());
  });

  test("whoever watches is told by the piece, and the pieces make the page again", async () => {
    const stage = await openDeskStage();
    const { base, get } = await over(stage);
    const page = await (await get("/board")).text();
    const [, key = ""] = /name="board-key" content="([^"]+)"/.exec(page) ?? [];
    const [, at = ""] = /src="(\/board\/map\.svg\?v=[^"]+)"/.exec(page) ?? [];
    const before = (await (await get(at)).text()).split(/(?=<[a-z])|(?=M)/);
    const { wait, leave } = await listen(`${base}/board/events?key=${key}`);
    onTestFinished(leave);
    await wait("now");
    // The first look of the server's own.
    await new Promise((resolve) => setTimeout(resolve, 60));
    await stage.hear(said);
    const { data } = await wait("board");
    const parts = data["parts"] as Readonly<Record<string, string>>;
    expect(wordsOf(parts["latest"] ?? "")).toMatch(/Bath.*LD hold.*/s);
    const map = data["map"] as { readonly to: string; readonly change: ReturnType<typeof changeOf> };
    const pieces = map.change.flatMap((one) => (typeof one === "string" ? [one] : before.slice(...one)));
    const after = await get("/board/map.svg");
    expect(after.headers.get("x-version")).toBe(map.to);
    expect(pieces.join("")).toBe(await after.text());
    // Changes are told, and not the whole map.
    expect(JSON.stringify(map.change).length).toBeLessThan(before.join("").length / 5);
  });

  test("any pieces become any others", () => {
    const some = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 12 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const change = changeOf(before, after);
        expect(change.flatMap((one) => (typeof one === "string" ? [one] : before.slice(...one)))).toEqual(after);
      }),
    );
  });
});

describe("for other programs", () => {
  test("the published results, under the names that are documented, with marks to cache them by", async () => {
    const board = await publishedBoard();
    const house = await openHouse({ pack, fault: () => {} });
    const client = await openWeb({ ...house, timeZone: house.election.timeZone }, { board });
    onTestFinished(() => client.stop());
    const answer = await client.get("/results.json", { "accept-encoding": "identity" });
    const json = (await answer.json()) as Board;
    expect(json).toMatchObject({ declared: 650, of: 650, rehearsal: false, election: { id: "uk-2024" } });
    for (const [code, { majority: ours }] of Object.entries(published))
      expect(json.seats.find((seat) => seat["code"] === code)).toMatchObject({ majority: ours, state: "declared" });
    const etag = answer.headers.get("etag") ?? "";
    const modified = answer.headers.get("last-modified") ?? "";
    expect(Date.parse(modified)).toBeGreaterThan(Date.parse("2024-07-05"));
    for (const known of [
      { "if-none-match": etag },
      { "if-none-match": `"x", W/${etag}` },
      { "if-modified-since": modified },
    ]) {
      const again = await client.get("/results.json", known);
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    // A mark counts more than a time.
    expect((await client.get("/results.json", { "if-none-match": '"x"', "if-modified-since": modified })).status).toBe(
      200,
    );
    const packed = await client.get("/results.csv", { "accept-encoding": "gzip" });
    expect(packed.headers.get("etag")).toMatch(/-gz"$/);
    const csv = await packed.text();
    expect(csv.split("\n")[0]).toMatch(/^code,short_code,name,region,nation,state,winner,party,result,/);
    expect(csv.trimEnd().split("\n")).toHaveLength(651);
  });

  test("a rehearsal says so on every part of the board", async () => {
    const house = await openHouse({ pack, fault: () => {}, rehearsal: true });
    const board = openBoard({ house, fault: () => {} });
    const client = await openWeb({ ...house, timeZone: house.election.timeZone }, { board });
    onTestFinished(() => client.stop());
    const page = await (await client.get("/board?seat=bath")).text();
    expect(page).toMatch(/<title>REHEARSAL: /);
    expect(page.match(/<h3>.*?<\/h3>/gs)?.every((heading) => heading.includes("REHEARSAL"))).toBe(true);
    expect(await (await client.get("/board/map.svg")).text()).toContain(">REHEARSAL</text>");
    expect(await (await client.get("/board/map")).text()).toContain("REHEARSAL");
    expect(await (await client.get("/results.json")).json()).toMatchObject({ rehearsal: true });
    const [head, ...rows] = (await (await client.get("/results.csv")).text()).trimEnd().split("\n");
    expect(head?.split(",").at(-2)).toBe("rehearsal");
    expect(rows.filter((row) => /,true,[^,]*$|,true,".*"$/.test(row))).toHaveLength(650);
  });
});
