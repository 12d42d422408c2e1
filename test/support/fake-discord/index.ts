/**
 * A Discord of our own on 127.0.0.1: enough of its HTTP API and gateway for the real SDK, with people who use it, and
 * as strict as the real one. Refusals are listed in `refused`.
 */
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createChaos, type Chaos, type ChaosOptions } from "../chaos.ts";
import type { Channels } from "../told.ts";
import { acknowledge, Refusal } from "./answers.ts";
import { createChannels } from "./channels.ts";
import { openGateway, type Gateway } from "./gateway.ts";
import { createLimits } from "./limits.ts";
import { createPerson, type Person, type Where } from "./people.ts";
import { answerRest, type Trouble } from "./rest.ts";
import { createState, textOf, type Channel, type State } from "./state.ts";

export { permission } from "./guild.ts";

export interface FakeDiscord extends Channels {
  readonly state: State;
  readonly gateway: Gateway;
  readonly apiUrl: string;
  /** The public key for interactions over HTTP, in hexadecimal. */
  readonly publicKey: string;
  /** The server's one channel. */
  readonly channel: Channel;
  /** The one thread in it. */
  readonly thread: Channel;
  user(name: string, where?: Where): Person;
  /** Sends interactions to this address from now on, signed. */
  door(url: string): void;
  /** Sends a body to the door as Discord does, or as an impostor would. */
  knock(
    body: string,
    over?: { readonly timestamp?: string; readonly signature?: string; readonly signal?: AbortSignal },
  ): Promise<Response>;
  /** Discord's signature, in hexadecimal. */
  signed(timestamp: string, body: string): string;
  /** A bad night from here on. */
  chaos(options: ChaosOptions): Chaos;
  /** Refuses too many requests from here on. @param scale of time: at 0.1 a second lasts 100 ms, at 0 no time at all */
  limits(options: { readonly scale: number }): void;
  /** Refusals for haste, of requests that were too fast. */
  readonly provoked: number;
  trouble(...troubles: readonly Trouble[]): void;
  /** Ends all trouble. */
  calm(): void;
  /** Messages in the channel, as everyone sees them. */
  messages(): readonly string[];
  close(): Promise<void>;
}

export async function openDiscord(): Promise<FakeDiscord> {
  const state = createState();
  const troubles: Trouble[] = [];
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  // A platform keeps a connection for a minute; at Node's five seconds a bench's rival meets one that is just being closed.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answerRest(state, troubles, request, response).catch((error: unknown) => {
      state.refused.push(`the fake itself: ${String(error)}`);
      response.destroy();
    });
  });
  const gateway = openGateway(state, server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  state.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [channel, thread] = state.channels.values();
  let door: string | undefined;

  const signed = (timestamp: string, body: string): string =>
    sign(null, Buffer.from(timestamp + body), privateKey).toString("hex");
  const knock: FakeDiscord["knock"] = (
    body,
    { timestamp = String(Math.floor(Date.now() / 1000)), signature, signal } = {},
  ) => {
    const headers = {
      "content-type": "application/json",
      "x-signature-ed25519": signature ?? signed(timestamp, body),
      "x-signature-timestamp": timestamp,
    };
    return fetch(door ?? "", { method: "POST", body, headers, ...(signal && { signal }) });
  };

  /** Over HTTP the response is the acknowledgement. */
  async function deliver(interaction: { readonly id?: string }): Promise<void> {
    const known = state.interactions.get(interaction.id ?? "");
    if (!known) return;
    try {
      if (door === undefined) return gateway.emit("INTERACTION_CREATE", interaction);
      const response = await knock(JSON.stringify(interaction));
      if (response.status !== 200) throw new Refusal(response.status, 0, `the door said ${response.status}`);
      acknowledge(state, known, (await response.json()) as Parameters<typeof acknowledge>[2]);
    } catch (error) {
      known.seen.reject(error);
    }
  }

  return {
    state,
    gateway,
    apiUrl: `http://${state.address}/api`,
    publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex"),
    channel: channel as Channel,
    thread: thread as Channel,
    user: (name, where = {}) => createPerson(state, name, where, (interaction) => void deliver(interaction)),
    door: (url) => void (door = url),
    knock,
    signed,
    ...createChannels(state),
    chaos: (options) => (state.chaos = createChaos(options)),
    limits: ({ scale }) => void (state.limits = createLimits(scale)),
    get provoked() {
      return state.limits.provoked;
    },
    trouble: (...more) => void troubles.push(...more),
    calm: () => void troubles.splice(0),
    messages: () => state.messages.filter(({ only }) => only === undefined).map(textOf),
    async close() {
      await gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
