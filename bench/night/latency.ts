/** From the moment at which a feed's change is asked for to the message's arrival, with everything that lies between. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sheet } from "../../test/support/sheets.ts";
import { quantile, row } from "../figures.ts";
import { start } from "./child.ts";
import { deliver } from "./deliveries.ts";
import type { Fakes } from "./fakes.ts";
import type { Instance } from "./instance.ts";
import { ahead, keep, place, settled, theSeats, type Kind } from "./stage.ts";

const many = 1_000;

/** Milliseconds from each change's being read to each place, the soonest first. */
async function changes(kind: Kind, places: number, count: number): Promise<readonly (readonly number[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "teller-bench-"));
  const path = join(folder, "sheet.csv");
  const seats = theSeats();
  // Whole at once, as a reader finds it.
  const write = (upTo: number): void => {
    writeFileSync(`${path}.new`, sheet(seats.slice(0, upTo)));
    renameSync(`${path}.new`, path);
  };
  const fakes = start<Fakes>("fakes.ts");
  const teller = start<Instance>("instance.ts");
  const kept = await keep(kind);
  try {
    const secrets = await fakes.ask("secrets");
    const channels = await fakes.ask("channels", { slack: places, discord: 0 });
    write(1);
    await teller.ask("open", { secrets, on: ["slack"], where: kept.where, pace: 0, ahead, sheet: path });
    while ((await kept.store.db.selectFrom("log").select("seq").execute()).length === 0) await pause(100);
    await place(
      kept,
      channels.slack.map((channel) => ({ platform: "slack", channel })),
    );
    const taken: number[][] = [];
    for (let n = 0; n <= count; n += 1) {
      // At any moment of a second.
      await pause(1_000 * Math.random());
      write(n + 2);
      while ((await fakes.ask("count")).slack < places) await pause(50);
      await settled(kept);
      const { slack } = await fakes.ask("arrivals");
      const read = (await teller.ask("readAt", n + 2)) ?? Number.NaN;
      // The first warms.
      if (n > 0) taken.push(slack.map(({ at }) => at - read).toSorted((a, b) => a - b));
    }
    return taken;
  } finally {
    await teller.end();
    await Promise.all([fakes.end(), kept.drop()]);
    rmSync(folder, { recursive: true });
  }
}

/** Seconds for one place, and what 1,000 may take of the time that their messages alone do. */
const aims = { p50: "0.30", p99: "1.00", last: 1.2 } as const;

export async function latencyTable(kinds: readonly Kind[]): Promise<string> {
  const lines = [row("", "p50 s", "aim", "p99 s", "aim", "changes")];
  for (const kind of kinds) {
    const ms = (await changes(kind, 1, 20)).flat();
    lines.push(
      row(`one place, ${kind}`, quantile(ms, 0.5) / 1_000, aims.p50, quantile(ms, 0.99) / 1_000, aims.p99, ms.length),
    );
  }
  for (const kind of kinds) {
    const taken = await changes(kind, many, 4);
    const rate = quantile((await deliver("slack", kind)).ours, 0.5);
    for (const [which, at] of Object.entries({ first: 0, median: many / 2, last: many - 1 })) {
      const ms = taken.map((each) => each[at] ?? 0);
      const aim = which === "last" ? ((aims.last * many) / rate).toFixed(2) : "";
      lines.push(
        row(
          `1,000 places, the ${which}, ${kind}`,
          quantile(ms, 0.5) / 1_000,
          aim,
          quantile(ms, 0.99) / 1_000,
          "",
          ms.length,
        ),
      );
    }
  }
  return lines.join("\n");
}
