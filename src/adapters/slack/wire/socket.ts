/** Socket Mode: no public address is needed. We keep the connection ourselves. */
import { SocketModeReceiver } from "@slack/bolt";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../../lib/log.ts";
import { codeOf } from "../trouble.ts";
import { waits } from "../limits.ts";
import { commonOptions } from "./client.ts";
import { quiet } from "./quiet.ts";
import type { Wire } from "./wire.ts";

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly log: Log;
}

/**
 * Milliseconds: the first attempt to come back is at once, the others wait twice as long each, up to the longest; they
 * are counted anew after a connection that stood for a while.
 */
const backoff = { first: 250, longest: 60_000, calm: 30_000, hello: 15_000, goodbye: 2_000 };

/**
 * The SDK reconnects too, but its attempt is a promise that nobody awaits: a token revoked meanwhile, or a server
 * error, would end the process.
 */
export function createSocket({ appToken, apiUrl, log }: SocketOptions): Wire {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quiet,
    autoReconnectEnabled: false,
    installerOptions: {
      // Waiting is ours as well: at the start there is nothing to wait for but a word of what is wrong.
      clientOptions: {
        ...commonOptions(log, apiUrl),
        timeout: waits.request,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
  });
  const { client } = receiver;
  survive(client, log);
  const leaving = new AbortController();
  let connecting = false;
  let isUp = false;
  let since = 0;
  let attempt = 0;

  async function connect(): Promise<void> {
    const hello = new AbortController();
    const silence = pause(backoff.hello, undefined, { signal: hello.signal }).then(() => {
      throw new Error("Slack opened a connection and said nothing");
    });
    try {
      await Promise.race([client.start(), silence]);
      isUp = true;
      since = performance.now();
    } finally {
      hello.abort();
      silence.catch(() => {});
    }
  }

  async function reconnect(): Promise<void> {
    if (connecting || leaving.signal.aborted) return;
    connecting = true;
    let told = "";
    if (performance.now() - since > backoff.calm) attempt = 0;
    for (let up = false; !up && !leaving.signal.aborted; attempt++) {
      const wait = attempt === 0 ? 0 : Math.min(backoff.first * 2 ** (attempt - 1), backoff.longest);
      // One attempt after another.
      const outcome = await pause(wait, undefined, { signal: leaving.signal })
        .then(connect)
        .then(
          () => "connected",
          (error: unknown) => (error === undefined ? "closed" : codeOf(error)),
        );
      up = isUp;
      if (up) log.info("connected to Slack again", { platform: "slack", attempt });
      else if (outcome !== told && !leaving.signal.aborted)
        log.warn("the connection to Slack is lost; trying on", { platform: "slack", code: outcome, attempt });
      told = outcome;
    }
    connecting = false;
  }

  return {
    receiver,
    isReady: () => isUp,
    async start() {
      await connect();
      client.on("disconnected", () => {
        isUp = false;
        void reconnect();
      });
    },
    async stop() {
      leaving.abort();
      const goodbye = new AbortController();
      await Promise.race([
        client.disconnect(),
        pause(backoff.goodbye, undefined, { signal: goodbye.signal }).catch(() => {}),
      ]);
      goodbye.abort();
    },
  };
}

/** A frame that the SDK cannot read, `null` say, ends in a promise that nobody awaits: it is dropped here. */
function survive(client: SocketModeReceiver["client"], log: Log): void {
  const readers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  for (const read of readers)
    client.on("ws_message", (...frame: unknown[]) => {
      const reading = async (): Promise<void> => Reflect.apply(read, client, frame);
      reading().catch(() => log.warn("Slack sent what cannot be read", { platform: "slack" }));
    });
}
