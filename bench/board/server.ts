/** The page in a process of its own, open to readers, over a night in memory. Told to, it hears the next declaration. */
import { join } from "node:path";
import { createWeb } from "../../src/adapters/web/index.ts";
import { usual } from "../../src/adapters/web/limits.ts";
import { asDeclarations } from "../../src/core/declaration.ts";
import { loadResults } from "../../src/data/election-pack.ts";
import { createDesk } from "../../src/data/desk.ts";
import { openLedger, type Ledger } from "../../src/data/ledger.ts";
import { createLog } from "../../src/data/store/log.ts";
import { openStore } from "../../src/data/store/index.ts";
import { createEdge } from "../../src/edge.ts";
import { silent } from "../../src/lib/log.ts";
import { openHouse } from "../../src/main.ts";
import { openBoard } from "../../src/main/board.ts";

const fault = (error: unknown): never => {
  throw error;
};
const pack = join(import.meta.dirname, "..", "..", "elections", "uk-2024");
const store = await openStore(":memory:");
const log = createLog(store.db);
const source = { name: "PA Media", kind: "feed", staff: false } as const;
const all = asDeclarations(loadResults(pack), "PA Media").toSorted(
  (a, b) => a.recorded.getTime() - b.recorded.getTime(),
);
let next = 400;
await log.append(source, all.slice(0, next), new Date());
const joined: { ledger?: Ledger; desk?: ReturnType<typeof createDesk> } = {};
const house = await openHouse({
  pack,
  fault,
  live: async (election) => {
    const ledger = (joined.ledger = await openLedger(election, log));
    const append = () => Promise.reject(new TypeError("nothing is entered here"));
    joined.desk = createDesk({ db: store.db, now: () => new Date(), history: () => ledger.staff, append, sources: [] });
    return {
      results: () => ledger.open.results,
      provenance: () => ({ source: source.name, asOf: new Date("2024-07-05T04:00:00Z") }),
      now: () => new Date(),
      desk: joined.desk,
    };
  },
});
const { ledger, desk } = joined;
if (!ledger || !desk) throw new Error("the house was opened without its night");
const most = 1_000_000;
const limits = { address: { ...usual.address, requests: most, streams: most }, streams: { ...usual.streams, most } };
const web = createWeb({
  port: 0,
  board: openBoard({ house, night: { ledger, frozen: () => desk.frozen() }, fault }),
  edge: createEdge({ staff: [], managers: [] }),
  log: silent,
  timeZone: house.election.timeZone,
  limits,
});
await web.start(house.commands, house.dispatch);
process.on("message", async (message) => {
  if (message !== "declare") return;
  const at = Date.now();
  await log.append(source, all.slice(next, (next += 1)), new Date());
  await ledger.catchUp();
  process.send?.({ at, cpu: process.cpuUsage() });
});
process.send?.({ ...web.door, cpu: process.cpuUsage() });
