/** A night without a program: leaks have their way with what would be kept, and the canary looks at it. */
import { userId } from "../edge.ts";
import { newCodename } from "../../../src/tips/rules/codename.ts";
import type { Random } from "../../../src/tips/rules/random.ts";
import { nameOf, sentences, tipOf } from "./lives.ts";
import { coincidences, type Moment, type Stamps } from "./moments.ts";
import { createNeedles } from "./needles.ts";
import { links, linesAsTable } from "./links.ts";
import { orders, type Sent } from "./order.ts";
import type { Asked } from "./asked.ts";
import type { Held, Seams } from "./plant.ts";
import type { Plant } from "./plants/plant-line.ts";
import { differences } from "./same.ts";
import { createFragments } from "./fragments.ts";
import { createSearch, type Found } from "./search.ts";
import { bytesOfValue, columnsOf, type Table, type Value } from "./tables.ts";
import { stampsIn, type Run } from "./times.ts";

/** A conversation of a source's own with the bot, in which they follow something. */
const talkOf = (n: number): string => `DZQWARTZ${n}7`;

const [people, tips, length] = [4, 40, 40_000];

/** @param at sets the clock that everybody reads */
export function paperNight(random: Random, at: (when: number) => void) {
  const from = Date.parse("2026-11-27T01:00:00Z");
  const run: Run = {
    from,
    to: from + length,
    wound: (real) => (real - from) * 1_800 + from - 1e10,
    real: (wound) => (wound + 1e10 - from) / 1_800 + from,
  };
  const sources = Array.from({ length: people }, (_, n): Asked => {
    const platform = n % 2 === 0 ? "slack" : "discord";
    const name = nameOf(platform, n);
    const raw = JSON.stringify({ user: { id: userId(name), name }, channel: "CZSCHWARZ1", locale: "en-GB" });
    return {
      platform,
      name,
      id: userId(name),
      channel: "CZSCHWARZ1",
      talk: talkOf(n),
      server: "TZSCHWARZ9",
      question: `13345.${"8a".repeat(16)}`,
      raw,
    };
  });
  const [other] = sources as [Asked];
  const times = Array.from(random(tips * 2), (byte) => byte).flatMap((byte, i, all) =>
    i % 2 === 0 ? [from + ((byte * 256 + (all[i + 1] ?? 0)) / 65_536) * (length - 100)] : [],
  );
  const held = times
    .toSorted((a, b) => a - b)
    .map((when, i) => {
      const source = sources[(i * 7 + (i >> 2)) % people] ?? other;
      const number = Buffer.from(random(6))
        .toString("base64url")
        .toUpperCase()
        .replaceAll(/[^A-Z]/g, "Q")
        .slice(0, 6);
      return {
        when: Math.floor(when),
        held: {
          ...source,
          number,
          codename: newCodename(random),
          text: tipOf(i + 1),
          pseudonym: Buffer.from(random(16)).toString("base64url"),
        } satisfies Held,
      };
    });
  const moments = held.map(({ when }): Moment => ({ kind: "send", from: when - 5, to: when + 15 }));
  const sent = held.map(({ when, held: { number, platform, text, name } }): Sent => ({
    number,
    window: Math.floor((when - from) / (length / 2)),
    begun: when,
    arrival: when,
    traits: { platform: platform.length, length: text.length },
    source: name,
  }));
  const token = "a token of theirs";
  const store = createNeedles();
  const secrets = {
    names: sources.map(({ name }) => name),
    ids: sources.map(({ id }) => id),
    conversations: sources.map((_, n) => talkOf(n)),
    where: ["CZSCHWARZ1", "TZSCHWARZ9", "en-GB"],
    questions: sources.map(({ question }) => question),
    words: sentences,
    replies: ["Zwitschermaschine blumenkohl fragebogen"],
    texts: held.map((one) => one.held.text),
    codenames: held.slice(0, 6).map((one) => one.held.codename),
    keys: [Buffer.from(token)],
  };
  store.addAll(secrets);
  for (const {
    held: { pseudonym },
  } of held.slice(0, 6))
    store.text("pseudonym", pseudonym);
  const search = createSearch(store.needles);
  const fragments = createFragments(
    sources.map(({ platform }, n) => ({ platform, n })),
    secrets.codenames,
    secrets.keys,
  );

  /** @returns what is found after one leak's night; a finding is no one else's */
  return function find(plant: Plant | undefined): readonly Found[] {
    const files = new Map<string, Buffer>();
    const tables = new Map<string, Value[][]>();
    const lines: { at: number; text: string }[] = [];
    const pages = new Map<string, string>();
    const calls: { what: string; text: string }[] = [];
    const dated: number[] = [];
    let title = "teller";
    const add = (name: string, bytes: string | Uint8Array): void =>
      void files.set(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), Buffer.from(bytes as string)]));
    const on = {
      asked: [] as ((who: Asked) => void)[],
      tip: [] as ((text: string, who: Asked) => void)[],
      held: [] as ((one: Held) => void)[],
      reply: [] as ((text: string) => void)[],
    };
    const seams: Seams = {
      asked: (does) => void on.asked.push(does),
      tip: (does) => void on.tip.push(does),
      held: (does) => void on.held.push(does),
      reply: (does) => void on.reply.push(does),
      log: (text) => void lines.push({ at: Date.now(), text }),
      file: (name, bytes) => add(`temporary/${name}`, bytes),
      folder: (name) => add("names of files", `${name}\n`),
      link: (name, to) => add("names of files", `${name} -> ${to}\n`),
      dated: (_, when) => void dated.push(when.getTime()),
      removed: (name, bytes) => add(`removed/${name}, as it was written`, bytes),
      sized: (_, size) => add("names of files", `${String(size)}\n`),
      moded: () => {},
      head: () => {},
      deleted: (_, ...cells) => add("home/teller.sqlite", cells.map((cell) => String(cell)).join("")),
      row: (table, ...cells) => void tables.set(table, [...(tables.get(table) ?? []), [...cells]]),
      page: (name, text) => void pages.set(name, text),
      title: (text) => void (title = text),
      slack: (method, body, headers = {}) =>
        void calls.push({ what: `POST /api/${method}`, text: JSON.stringify([headers, body]) }),
      discord: (method, path, body) => void calls.push({ what: `${method} ${path}`, text: JSON.stringify(body) }),
      aloud: () => {},
      now: () => new Date(run.wound(Date.now())),
      settings: { DISCORD_TOKEN: token, TIPS_IDENTITY: "AGE-SECRET-KEY-1QQPZRY9" },
    };
    plant?.plant(seams);
    const shown: string[] = [];
    // Time and order are seen in many, words in a few.
    const isTrace = plant === undefined || /time|order|attribute|difference/.test(plant.finds.secret);
    for (const { when, held: one } of isTrace ? held : held.slice(0, 6)) {
      at(when);
      for (const does of on.asked) does(one);
      for (const does of on.tip) does(one.text, one);
      for (const does of on.held) does(one);
      shown.push([...pages.values()].join("\n"), title);
    }
    for (const does of on.reply) does("Zwitschermaschine blumenkohl fragebogen");
    const rows = [...tables].map(([name, all]): Table => ({
      name,
      columns: (all[0] ?? []).map((_, i) => `c${i}`),
      rows: all,
    }));
    files.set("its pages", Buffer.from(shown.filter((_, i) => i % 2 === 0).join("\n")));
    files.set("its arguments", Buffer.from(shown.filter((_, i) => i % 2 === 1).join("\n")));
    const log = Buffer.from(lines.map(({ text }) => text).join("\n"));
    const columns = rows
      .flatMap(columnsOf)
      .map(
        ({ where, values }) =>
          [where, Buffer.concat(values.flatMap((value) => [bytesOfValue(value), Buffer.from("\n")]))] as const,
      );
    const stamps = (): readonly Stamps[] => [
      ...[...files, ...columns].map(([where, bytes]) => ({ where, stamps: stampsIn(bytes, run) })),
      { where: "files, mtimeMs", stamps: dated.map((when) => ({ at: when, span: 1, shown: String(when) })) },
      { where: "its log, when planted", stamps: lines.map((one) => ({ at: one.at, span: 1, shown: one.text })) },
    ];
    const last = [...pages.values()];
    return [
      ...[...files, ["its log", log] as const, ...columns].flatMap(([where, bytes]) => [
        ...search(bytes, where),
        ...fragments(where, bytes),
      ]),
      ...rows.flatMap(({ name, rows: all }) =>
        search(
          Buffer.from(
            all.map((row) => row.map((value) => bytesOfValue(value).toString("latin1")).join(" ")).join("\n"),
            "latin1",
          ),
          name,
        ),
      ),
      ...rows.flatMap(({ name, rows: all }) =>
        all
          .slice(0, 40)
          .flatMap((row) =>
            row.flatMap((value) => (value instanceof Uint8Array ? search(Buffer.from(value), name) : [])),
          ),
      ),
      ...calls.flatMap(({ what, text }) => search(Buffer.from(`${what}\n${text}`), what)),
      ...(isTrace
        ? [
            ...coincidences(stamps(), moments, run),
            ...orders(rows, files, sent),
            ...links([...rows, ...[...files].map(([name, bytes]) => linesAsTable(name, bytes, sent))], sent),
          ]
        : []),
      ...differences(
        { lines: [], before: [], after: [] },
        { lines: lines.map(({ text }) => text), before: [], after: last },
      ),
    ];
  };
}
