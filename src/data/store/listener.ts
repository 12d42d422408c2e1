/** PostgreSQL's bell, heard. */
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { channel, type Listening } from "./bell.ts";

/** Milliseconds between two tries to have a connection that listens, at least and at most. */
const pauses = { least: 1_000, most: 30_000 } as const;

/**
 * Listens on a connection of its own, and begins again where that is lost.
 * @param heard called for each ring, and for each new connection: what was rung meanwhile is not known
 */
export function listen(url: URL, heard: () => void): Listening {
  const over = new AbortController();
  const left = new Promise<void>((resolve) => {
    over.signal.addEventListener("abort", () => resolve());
  });

  async function hear(): Promise<void> {
    const client = new pg.Client({
      connectionString: url.href,
      application_name: "teller",
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const gone = new Promise<void>((resolve) => void client.once("end", resolve).on("error", () => resolve()));
    client.on("notification", heard);
    const heeding = async (): Promise<void> => {
      await client.connect();
      const { rows } = await client.query<{ readonly name: string }>(`select ${channel} as name`);
      await client.query(`listen ${rows[0]?.name ?? "teller"}`);
      heard();
      await gone;
    };
    try {
      await Promise.race([heeding(), left]);
    } finally {
      await Promise.race([client.end().catch(() => {}), pause(1_000, undefined, { ref: false })]);
    }
  }

  async function keep(): Promise<void> {
    let wait: number = pauses.least;
    while (!over.signal.aborted) {
      const began = performance.now();
      await hear().catch(() => {});
      // One that held for a while is worth another at once.
      if (performance.now() - began > pauses.most) wait = pauses.least;
      await Promise.race([pause(wait, undefined, { ref: false }), left]);
      wait = Math.min(2 * wait, pauses.most);
    }
  }

  const kept = keep();
  return {
    stop() {
      over.abort();
      return kept;
    },
  };
}
