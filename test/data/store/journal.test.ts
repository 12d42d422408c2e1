/** What was erased of a person is in no file of the database soon after, whoever reads meanwhile. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { loadElection } from "../../../src/data/election-pack.ts";
import { createAnnouncing } from "../../../src/data/announcing.ts";
import { openStore, type Store } from "../../../src/data/store/index.ts";
import { archive, claimElection } from "../../../src/data/store/one-election.ts";
import { createJournal } from "../../../src/data/store/journal.ts";
import { idlePlace } from "../../../src/data/store/places.ts";
import { sqliteFile } from "../../support/databases.ts";

const everything = { filter: { is: "everything" }, scoreboard: false, briefing: false } as const;
const now = () => new Date("2024-07-04T23:00:00Z");

const talks = Array.from({ length: 400 }, (_, i) => ({
  platform: "slack",
  id: `D0TALK${(i * 7_919 + 100_000).toString(36).toUpperCase()}`,
  kind: "direct" as const,
}));

/** Those whose id is in a file of the database, its journals included. */
const inFiles = (where: string, ids: readonly string[]): readonly string[] => {
  const bytes = ["", "-wal", "-shm", "-journal", ".tips", ".tips-journal"]
    .map((end) => where + end)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "latin1"));
  return ids.filter((id) => bytes.some((text) => text.includes(id)));
};

async function followed(where: string): Promise<{ store: Store; forget: (some: typeof talks) => Promise<void> }> {
  const store = await openStore(where);
  onTestFinished(() => store.close());
  const announcing = await createAnnouncing({
    db: store.db,
    now,
    erased: () => store.journal.erased(),
    head: () => 0,
    inspect: async () => undefined,
    history: () => {
      throw new Error("nothing is told here");
    },
  });
  for (const talk of talks) await announcing.subscribe(talk, everything);
  const forget = async (some: typeof talks): Promise<void> => {
    for (const talk of some) await announcing.forget(talk);
  };
  return { store, forget };
}

const idsOf = (some: typeof talks): readonly string[] => some.map(({ id }) => id);

test("who unfollows is in no file once the journal is cut off, and who stays is", async () => {
  const where = sqliteFile();
  const { store, forget } = await followed(where);
  const gone = talks.filter((_, i) => i % 3 === 0);
  await store.journal.cut();
  await forget(gone);
  expect(inFiles(where, idsOf(gone))).not.toEqual([]);
  await store.journal.cut();
  expect(inFiles(where, idsOf(gone))).toEqual([]);
  const left = talks.filter((_, i) => i % 3 !== 0);
  expect(inFiles(where, idsOf(left))).toHaveLength(left.length);
});

test("somebody who reads is not waited for: it is tried again when they are done", async () => {
  const where = sqliteFile();
  const { store, forget } = await followed(where);
  const reader = new DatabaseSync(where, { readOnly: true });
  onTestFinished(() => reader.close());
  reader.exec("begin");
  reader.prepare("select count(*) from places").get();
  await forget(talks);
  const before = process.cpuUsage();
  const begun = performance.now();
  await store.journal.cut();
  // A statement that waited for the reader would do so for five seconds.
  expect(performance.now() - begun).toBeLessThan(4_500);
  expect(process.cpuUsage(before).user).toBeLessThan(200_000);
  expect(inFiles(where, idsOf(talks))).not.toEqual([]);
  // Others write as before.
  await store.db.insertInto("shifts").values({ name: "ana", since: 1 }).execute();
  reader.exec("rollback");
  await store.journal.cut();
  expect(inFiles(where, idsOf(talks))).toEqual([]);
});

test("what a program that was killed left in it goes with the next start", async () => {
  const where = sqliteFile();
  const { store, forget } = await followed(where);
  await forget(talks);
  // As a kill leaves them: a last program that ends by itself would cut the journal off.
  const copies = ["", "-wal"].map((end) => [end, readFileSync(where + end)] as const);
  await store.close();
  rmSync(where);
  for (const [end, bytes] of copies) writeFileSync(where + end, bytes);
  const next = await openStore(where);
  onTestFinished(() => next.close());
  expect(inFiles(where, idsOf(talks))).not.toEqual([]);
  await next.journal.cut();
  expect(inFiles(where, idsOf(talks))).toEqual([]);
});

test("archive leaves nothing of people in any file, nor of what they were told", async () => {
  const where = sqliteFile();
  const { store } = await followed(where);
  await claimElection(store.db, loadElection("elections/uk-2024"), now());
  const [talk] = await store.db.selectFrom("places").select("id").limit(1).execute();
  const hall = { platform: "slack", place: "C0HALL", subscription: JSON.stringify(everything), state: "on", staff: 0 };
  const heads = { cursor: 0, corrected: 0, noticed: 0, since: 1, ...idlePlace };
  await store.db
    .insertInto("places")
    .values({ ...hall, ...heads, id: "hall", direct: 0 })
    .execute();
  const message = { n: 1, kind: "news", subject: "{}", from_seq: 0, to_seq: 0, state: "said", words: null };
  const tries = { attempts: 1, first_attempt: 1, once: null, created_at: 1, settled_at: 1 };
  for (const [place, ref] of [
    [talk?.id ?? "", "1720130400.000111"],
    ["hall", "1720130400.000222"],
  ] as const)
    await store.db
      .insertInto("messages")
      .values({ ...message, ...tries, id: `of ${ref}`, place, ref })
      .execute();
  // The store stays open, so that it is not the last who has the file open that ends.
  expect(await archive(where, now())).toMatchObject({ messages: 1 });
  expect(inFiles(where, [...idsOf(talks), "1720130400.000111"])).toEqual([]);
  expect(inFiles(where, ["C0HALL", "1720130400.000222"])).toHaveLength(2);
});

test("what is erased while the journal is cut off has it cut off once more, as has a failure", async () => {
  const asked: number[] = [];
  const answers = [
    async () => {
      journal.erased();
      return true;
    },
    async () => false,
    async () => {
      throw new Error("no database");
    },
    async () => true,
  ];
  const journal = createJournal(() => {
    asked.push(asked.length);
    return answers[asked.length - 1]?.() ?? Promise.resolve(true);
  });
  for (let i = 0; i < 8; i++) await journal.cut();
  expect(asked).toHaveLength(4);
});
