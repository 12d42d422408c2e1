/**
 * Socket Mode: no public address is needed. Slack renews each connection about once an hour: it says so, and hangs up
 * some seconds later. We open the next one first, and let the old one run out.
 */
import type { App, Receiver } from "@slack/bolt";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../../lib/log.ts";
import { codeOf, isAppWide, namedWait } from "../trouble.ts";
import { waits } from "../limits.ts";
import { openLink, type Link } from "./link.ts";
import type { Wire } from "./wire.ts";

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly log: Log;
  /** Other milliseconds than the usual, for tests. */
  readonly backoff?: Partial<Backoff>;
}

/** Milliseconds. */
export interface Backoff {
  /** The first attempt to come back is at once; before the others we wait twice as long each, … */
  readonly first: number;
  /** … up to the longest. They are counted anew after a connection that stood for a while. */
  readonly longest: number;
  readonly calm: number;
  /** A connection that has not said hello by then is closed. */
  readonly hello: number;
  /** An old connection is kept for so long beside the new one, unless Slack closes it before. */
  readonly linger: number;
  readonly goodbye: number;
  /** Before a token is tried again that Slack has refused. */
  readonly shutOut: number;
}

const usual: Backoff = {
  first: 250,
  longest: 60_000,
  calm: 30_000,
  hello: 15_000,
  linger: 20_000,
  goodbye: 2_000,
  shutOut: waits.shutOut,
};

/**
 * The SDK reconnects too, but only once the old connection is gone, and its attempt is a promise that nobody awaits: a
 * token revoked meanwhile, or a server error, would end the process.
 */
export function createSocket({ appToken, apiUrl, log, backoff: over }: SocketOptions): Wire {
  const backoff = { ...usual, ...over };
  const links = new Set<Link>();
  const leaving = new AbortController();
  let app: App | undefined;
  let current: Link | undefined;
  let renewing = false;
  let since = 0;
  let attempt = 0;

  const receiver: Receiver = {
    init: (made) => void (app = made),
    start: async () => {},
    stop: async () => {},
  };

  /** Opens a connection, and lets the one before it run out. @throws where it is not opened, or says no hello */
  async function connect(): Promise<void> {
    if (!app) throw new TypeError("the receiver has no app");
    const link = openLink({ appToken, log, app, goodbye: backoff.goodbye, ...(apiUrl !== undefined && { apiUrl }) });
    links.add(link);
    link.on({
      // Slack hangs up soon; until then questions come by the old connection, and are answered.
      retiring: () => void (link === current && renew("renewed")),
      closed() {
        links.delete(link);
        if (link === current) void renew("lost");
      },
    });
    try {
      await link.start(backoff.hello);
    } catch (error) {
      links.delete(link);
      void link.close();
      throw error;
    }
    const before = current;
    current = link;
    since = performance.now();
    if (before) void runOut(before);
    // Slack may have asked for another while it began.
    if (link.isRetiring) setImmediate(() => void renew("renewed"));
  }

  async function runOut(link: Link): Promise<void> {
    await pause(backoff.linger, undefined, { signal: leaving.signal }).catch(() => {});
    await link.close();
    links.delete(link);
  }

  async function renew(why: "renewed" | "lost"): Promise<void> {
    if (renewing || leaving.signal.aborted) return;
    renewing = true;
    let told = "";
    let wait = 0;
    // A renewal is no failure, unless each connection is taken back as soon as it stands.
    const calm = why === "renewed" ? backoff.calm / 10 : backoff.calm;
    if (performance.now() - since > calm) attempt = 0;
    for (let up = false; !up && !leaving.signal.aborted; attempt++) {
      wait = Math.max(wait, attempt === 0 ? 0 : Math.min(backoff.first * 2 ** (attempt - 1), backoff.longest));
      // One attempt after another.
      const failed = await pause(wait, undefined, { signal: leaving.signal })
        .then(connect)
        .then(() => undefined, troubleOf);
      up = failed === undefined;
      if (up)
        log.info(why === "lost" ? "connected to Slack again" : "the connection to Slack is renewed", {
          platform: "slack",
          attempt,
        });
      else if (failed && failed.code !== told && !leaving.signal.aborted) sayLost(failed.code, links.size > 0);
      told = failed?.code ?? "";
      wait = failed?.wait ?? 0;
    }
    renewing = false;
    // It was lost while the last attempt ended.
    if (current && !links.has(current)) void renew("lost");
  }

  function troubleOf(error: unknown): { readonly code: string; readonly wait: number } {
    const code = error === undefined ? "closed" : codeOf(error);
    return { code, wait: isAppWide(error) ? backoff.shutOut : (namedWait(error) ?? 0) };
  }

  function sayLost(code: string, isUp: boolean): void {
    const event = isUp ? "the connection to Slack cannot be renewed yet" : "the connection to Slack is lost; trying on";
    log.warn(event, { platform: "slack", code, attempt });
  }

  return {
    receiver,
    isReady: () => [...links].some(({ isUp }) => isUp),
    start: connect,
    async stop() {
      leaving.abort();
      await Promise.all([...links].map((link) => link.close()));
    },
  };
}
