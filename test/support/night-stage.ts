/**
 * A whole night on one stage: the real house, log, desk, sources and deliverer, joined as `teller run` joins them, over
 * fakes of both platforms with people who type. Nothing ticks by itself: tests set the time, and run everything once.
 */
import { expect, onTestFinished } from "vitest";
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { createSlack } from "../../src/adapters/slack/index.ts";
import type { House } from "../../src/cli/house.ts";
import { readConfig, type Config } from "../../src/config.ts";
import type { Election } from "../../src/core/election.ts";
import { createManners } from "../../src/core/manners.ts";
import { silent, type Log } from "../../src/lib/log.ts";
import type { Platform } from "../../src/core/platform.ts";
import type { Declaration } from "../../src/core/declaration.ts";
import { SourceError, type Found, type Said, type Source } from "../../src/data/sources/source.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { createLog as createEntries } from "../../src/data/store/log.ts";
import { createEdge } from "../../src/edge.ts";
import { openHouse } from "../../src/main.ts";
import { joinNight, type Night } from "../../src/main/night.ts";
import type { Feed } from "../../src/main/night-options.ts";
import { pack as uk2024 } from "./bot.ts";
import { sqliteFile } from "./databases.ts";
import { userId } from "./edge.ts";
import { openDiscord, type FakeDiscord } from "./fake-discord/index.ts";
import { direct } from "./fake-discord/state.ts";
import { openFakeSlack, type FakeSlack } from "./fake-slack/index.ts";
import type { Channels, Told } from "./told.ts";
import type { Place } from "../../src/core/place.ts";

export interface NightOptions {
  readonly pack?: string;
  /** The store's path or address; a file of its own unless given. */
  readonly database?: string;
  /** ISO with offset; a little after the close of poll unless given. */
  readonly at?: string;
  /** Sources beside the feed that tests speak through. */
  readonly sources?: (means: { readonly election: Election; readonly now: () => Date }) => readonly Source[];
  /** The pack's own results are in the log from the beginning. */
  readonly published?: true;
  /** Told of every line of the log as well. */
  readonly log?: Log;
  /** In place of the stage's own feed and clock. */
  readonly feed?: (means: {
    readonly config: Config;
    readonly store: Store;
    readonly election: Election;
    readonly real: () => number;
  }) => Promise<Feed>;
}

/** A person who types, on either platform. */
export interface Person {
  /** "/seat bath": as the platform's own client sends it. */
  ask(line: string): Promise<Answer>;
  press(label: RegExp): Promise<Answer>;
  submit(values: Readonly<Record<string, string>>): Promise<Answer>;
}

interface Answer {
  readonly text: string;
  readonly audience: "channel" | "asker";
  readonly buttons: readonly string[];
  readonly form?: readonly string[];
}

/** A feed that says what a test gives it. */
export interface Puppet extends Source {
  /** Declarations for the next question alone, where a real source says all that it knows each time. */
  say(...said: readonly Said[]): void;
  /** Anything else that a source may have found. */
  find(...found: readonly Found[]): void;
  /** Stops answering, for a reason; undefined: answers again. */
  fail(why: string | undefined): void;
}

export function puppet(name = "PA Media", over: Partial<Pick<Source, "kind" | "staff">> = {}): Puppet {
  const waiting: Found[] = [];
  let trouble: string | undefined;
  let n = 0;
  return {
    name,
    kind: "feed",
    staff: false,
    ...over,
    say: (...said) => void waiting.push(...said.map((one): Found => ({ kind: "declaration", said: one, where: name }))),
    find: (...found) => void waiting.push(...found),
    fail: (why) => void (trouble = why),
    async ask() {
      if (trouble !== undefined) throw new SourceError(trouble);
      n += 1;
      return { found: waiting.splice(0), kept: { answers: { said: { mark: String(n), text: "" } } } };
    },
  };
}

/** Figures as an editor types them: everyone who stands, and their votes. @param votes in place of the declaration's own */
export function typed({ seat, votes = {} }: Declaration, { candidates }: Election, other = votes): string {
  const standing = candidates.filter((one) => one.seat === seat);
  return standing.map(({ id, given, family }) => `${given} ${family}: ${other[id] ?? 0}`).join("\n");
}

/** A published declaration as a source says it. */
export function saidOf(declaration: Declaration): Said {
  const { source: _, revision: __, staff: ___, ...said } = declaration;
  return said;
}

/** The parts that outlive a restart. */
export interface Lasting {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** The newsroom's own channels. */
  readonly desk: { readonly slack: string; readonly discord: string };
  /** The store. */
  readonly where: string;
  /** This machine's clock. */
  readonly real: () => number;
}

export type NightStage = Awaited<ReturnType<typeof openNight>>;

/** @param over the lasting parts of a night that was stopped: the same platforms and database, after a restart */
export async function openNight(options: NightOptions = {}, over?: Lasting) {
  const slack = over?.slack ?? (await openFakeSlack());
  const discord = over?.discord ?? (await openDiscord());
  const desk = over?.desk ?? { slack: slack.addChannel({ isPrivate: true }), discord: discord.addChannel() };
  const where = over?.where ?? options.database ?? sqliteFile();
  if (!over) onTestFinished(async () => void (await Promise.all([slack.stop(), discord.close()])));
  const person = (name: string) => `slack:${userId(name)},discord:${userId(name)}`;
  const config: Config = {
    ...readConfig({
      STAFF: `ana:editor=${person("ana")};ben:editor=${person("ben")};mia:manager=${person("mia")}`,
      DESK: `slack:${desk.slack},discord:${desk.discord}`,
      BRIEFING: "07:00 Europe/London",
      LOG_LEVEL: "silent",
    }),
    election: options.pack ?? uk2024,
  };
  const store = await openStore(where);
  const feed = puppet();
  let now = new Date(options.at ?? "2024-07-04T23:00:00+01:00");
  let real = over?.real() ?? Date.now();
  let wound = 0;
  const up: Platform[] = [];
  const faults: unknown[] = [];
  const { log = silent } = options;
  let joined: Night | undefined;
  const house: House = await openHouse({
    pack: config.election,
    fault: (error) => void faults.push(error),
    settings: store.settings,
    manners: createManners(store.settings),
    live: async (election, published) => {
      const usual: Feed = {
        sources: [feed, ...(options.sources?.({ election, now: () => now }) ?? [])],
        published: options.published ? published : [],
        now: () => now,
        rehearsal: false,
      };
      const comes = options.feed ? await options.feed({ config, store, election, real: () => real }) : usual;
      joined = await joinNight({
        config,
        store,
        election,
        log: {
          ...log,
          error(event, fields) {
            faults.push(fields?.error ?? event);
            log.error(event, fields);
          },
        },
        platforms: () => up,
        real: () => real,
        clocks: { wall: () => Date.now() + wound, steady: () => performance.now() },
        ...comes,
      });
      return joined.live;
    },
    ...(options.feed && { rehearsal: true }),
  });
  if (!joined) throw new Error("the house was opened without its night");
  const night = joined;
  const common = {
    edge: createEdge(config.people),
    timeZone: house.election.timeZone,
    log,
  };
  const { botToken, appToken, apiUrl } = slack;
  const adapters = [
    createSlack({ ...common, botToken, apiUrl, mode: { socket: { appToken } }, home: [], pace: 0 }),
    createDiscord({ ...common, token: discord.state.token, apiUrl: discord.apiUrl, mode: "gateway" }),
  ];
  for (const adapter of adapters) {
    await adapter.start(house.commands, house.dispatch);
    up.push(adapter);
  }
  let isOver = false;
  async function stop(): Promise<void> {
    if (isOver) return;
    isOver = true;
    await night.stop();
    for (const adapter of adapters) await adapter.stop();
    await store.close();
  }
  onTestFinished(stop);

  const fakes: Readonly<Record<string, Channels>> = { slack, discord };
  const fakeOf = ({ platform }: Place): Channels => fakes[platform] ?? slack;

  return {
    slack,
    discord,
    desk,
    where,
    store,
    house,
    night,
    feed,
    stop,
    /** Errors that were ours. */
    faults,
    /** Sets the clock, ISO with offset. */
    at: (moment: string): void => void (now = new Date(moment)),
    pass: (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000)),
    now: () => now,
    real: () => real,
    /** Winds this machine's clock past the usual waits and runs every job, several times. */
    async settle(rounds = 3): Promise<void> {
      for (let round = 0; round < rounds; round++) {
        // Longer than the waits of sources and scoreboards; blocked places wait longer still.
        real += 20_000;
        await night.tick();
      }
      expect(faults).toEqual([]);
    },
    /** Takes declarations in as another instance would have from a source. */
    async hear(name: string, ...said: readonly Said[]): Promise<void> {
      await createEntries(store.db).append({ name, kind: "feed", staff: false }, said, now);
    },
    /** Winds this machine's clock, and so past its waits. */
    windReal: (minutes: number): void => void (real += minutes * 60_000),
    /** Moves the machine's clock against the one that nobody can move. */
    windWall: (minutes: number): void => void (wound += minutes * 60_000),
    /** A new public channel. */
    channel(platform: "slack" | "discord" = "slack"): Place {
      return { platform, id: (platform === "slack" ? slack : discord).addChannel(), kind: "channel" };
    },
    /**
     * A new public channel of Slack, whose manager asks for news in it. @param asked the words after "/announce here"
     */
    async told(asked = ""): Promise<Place> {
      const place: Place = { platform: "slack", id: slack.addChannel(), kind: "channel" };
      const { text } = await slack.user("mia").slash(`/teller announce here ${asked}`.trim(), place.id);
      expect(text).toContain("News in this channel");
      return place;
    },
    /** Messages of a place as everyone reads them. */
    read: (place: Place): readonly Told[] => fakeOf(place).history(place.id),
    /** The words of its messages. */
    words: (place: Place): readonly string[] =>
      fakeOf(place)
        .history(place.id)
        .map(({ text }) => text),
    /** The newsroom's own channel. */
    newsroom: (platform: "slack" | "discord" = "slack"): readonly string[] =>
      (platform === "slack" ? slack : discord).history(desk[platform]).map(({ text }) => text),
    /** A person in a channel of Slack, the usual one unless given. */
    onSlack(name: string, channel?: string): Person {
      const typist = slack.user(name);
      return {
        ask: (line) => typist.slash(`/teller ${line.replace(/^\//, "")}`, channel),
        press: (label) => typist.press(label),
        submit: (values) => typist.submit(values),
      };
    },
    /** A person in Discord's one channel. @param manages whether Discord says that they manage it */
    onDiscord(name: string, manages = false): Person {
      const typist = discord.user(name, { manages });
      return {
        ask: (line) => typist.slash(line),
        press: (label) => typist.press(label),
        submit: (values) => typist.submit(values),
      };
    },
    /** A person in a conversation with the bot alone. */
    directly(platform: "slack" | "discord", name: string): Person {
      if (platform === "discord") {
        const typist = discord.user(name, { direct: true });
        return {
          ask: (line) => typist.slash(line),
          press: (label) => typist.press(label),
          submit: (values) => typist.submit(values),
        };
      }
      const typist = slack.user(name);
      return {
        ask: (line) => typist.dm(line),
        press: (label) => typist.press(label),
        submit: (values) => typist.submit(values),
      };
    },
    /** The place of that conversation. */
    talk: (platform: "slack" | "discord", name: string): Place => ({
      platform,
      id: platform === "slack" ? slack.direct(userId(name)) : direct(name),
      kind: "direct",
    }),
    /** Discord's usual channel. */
    hall: { platform: "discord", id: discord.channel.id, kind: "channel" } satisfies Place as Place,
  };
}
