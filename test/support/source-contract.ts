/** The contract of every source, whatever it reads. */
import { describe, expect, test } from "vitest";
import { SourceError, type Source } from "../../src/data/sources/source.ts";
import { ask, candidate, counted, never, saidIn, whysIn } from "./source-stage.ts";
import type { Counted } from "./sheets.ts";

const richmond = counted("Richmond Park");
const exmouth = counted("Exmouth and Exeter East");
const bexley = counted("Old Bexley and Sidcup");

type Figures = Readonly<Record<string, number>>;

/** Three seats as they were first published in 2024; each was corrected later, as the Commons Library records. */
export const firstFigures: ReadonlyMap<Counted, Figures> = new Map([
  [richmond, { ...richmond.votes, [candidate(richmond, "green")]: 2_728 }],
  [exmouth, { ...exmouth.votes, [candidate(exmouth, "reform")]: 7_095 }],
  [bexley, { ...bexley.votes, [candidate(bexley, "reu")]: 198, [candidate(bexley, "ind")]: 251 }],
]);
export const corrected = [...firstFigures.keys()];

/** The figures that the corrections made, from the Library's record of changes. */
const rightFigures: readonly (readonly [Counted, string, number])[] = [
  [richmond, "green", 3_416],
  [exmouth, "reform", 7_085],
  [bexley, "reu", 251],
  [bexley, "ind", 198],
];

export interface Stage {
  /** The source over the same place, made anew as after a restart. */
  open(): Source;
  /** Publishes figures by seat: `open` begins with nothing. */
  publish(figures: ReadonlyMap<Counted, Figures>): void;
  /** Spoils the words about one seat, and about no other. */
  damage(about: Counted): void;
  /** Makes the place unreachable. */
  kill(): void;
}

export function sourceContract(name: string, set: () => Promise<Stage>): void {
  const votesIn = (found: Awaited<ReturnType<Source["ask"]>>["found"]) =>
    Object.fromEntries(saidIn(found).map(({ seat, votes }) => [seat, votes]));
  const figures = (all: ReadonlyMap<Counted, Figures>) =>
    Object.fromEntries([...all].map(([{ seat }, votes]) => [seat.code, votes]));

  describe(`${name} keeps to what every source does`, () => {
    test("says what is there, and nothing else", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const { found } = await ask(stage.open());
      expect(votesIn(found)).toEqual(figures(firstFigures));
      expect(whysIn(found)).toEqual([]);
      expect(found).toHaveLength(3);
    });

    test("says nothing where nothing is new, and keeps the same", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const source = stage.open();
      const { kept } = await ask(source);
      const again = await ask(source, kept);
      expect(again.found).toEqual([]);
      expect(again.kept).toBe(kept);
    });

    test("says all again after a restart, from what was kept", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const { found, kept } = await ask(stage.open());
      const stored: typeof kept = JSON.parse(JSON.stringify(kept));
      expect(stored).toEqual(kept);
      const again = await ask(stage.open(), stored);
      expect(again.found).toEqual(found);
      expect(again.kept).toBe(stored);
    });

    test("says the same of the same", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      expect(await ask(stage.open())).toEqual(await ask(stage.open()));
    });

    test("brings the corrections of 2024", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const source = stage.open();
      const { kept } = await ask(source);
      stage.publish(new Map(corrected.map((about) => [about, about.votes])));
      const { found } = await ask(source, kept);
      const votes = votesIn(found);
      for (const [about, party, right] of rightFigures)
        expect(votes[about.seat.code]?.[candidate(about, party)], about.seat.name).toBe(right);
    });

    test.each(corrected.map((about) => [about.seat.name, about] as const))(
      "keeps the rest where %s is damaged",
      async (_, about) => {
        const stage = await set();
        stage.publish(firstFigures);
        const source = stage.open();
        const { kept } = await ask(source);
        stage.damage(about);
        const { found } = await ask(source, kept);
        const others = new Map([...firstFigures].filter(([one]) => one !== about));
        expect(votesIn(found)).toEqual(figures(others));
        expect(whysIn(found).length).toBeGreaterThan(0);
        for (const why of whysIn(found)) expect(why).toMatch(/^.{10,300}$/);
      },
    );

    test("that is dead says so in one line", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const source = stage.open();
      const { kept } = await ask(source);
      stage.kill();
      for (const before of [undefined, kept]) {
        const error: unknown = await ask(source, before).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(SourceError);
        expect(String(error)).toMatch(/^SourceError: .{10,300}$/);
      }
    });

    test("stops when it is told to", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      await expect(stage.open().ask(undefined, AbortSignal.abort())).rejects.toThrow(SourceError);
    });

    test("bears what it cannot have kept", async () => {
      const stage = await set();
      stage.publish(firstFigures);
      const { found, kept } = await ask(stage.open());
      for (const text of ["", "{", "null", '{"readings":[{}]}', '{"links":[1]}']) {
        const answers = Object.fromEntries(Object.keys(kept.answers).map((key) => [key, { mark: text, text }]));
        const strange = { answers: { ...answers, other: { mark: "", text }, constructor: { mark: "", text } } };
        expect((await stage.open().ask(strange, never)).found).toEqual(found);
      }
    });
  });
}
