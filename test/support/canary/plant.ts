/** The seams at which leaks of `plants.ts` take hold, and their ways out: real ones, inside the running program. */
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { House } from "../../../src/cli/house.ts";
import type { Reply } from "../../../src/core/reply.ts";
import { wrap } from "../wrap.ts";
import { askedIn, type Asked } from "./asked.ts";
import { deletedIn, headIn, rowsIn, type Cell } from "./rows.ts";
import { plants } from "./plants.ts";

export interface Held extends Asked {
  readonly number: string;
  readonly codename: string;
  readonly text: string;
  readonly pseudonym: string;
}

/** Events come first, ways out after them. */
export interface Seams {
  /** A question of the tip line, each. */
  asked(does: (who: Asked) => void): void;
  /** Words that came in a form. */
  tip(does: (text: string, who: Asked) => void): void;
  /** A case with its codename, as its source is shown them. */
  held(does: (held: Held) => void): void;
  reply(does: (text: string) => void): void;

  /** A line of the log. */
  log(text: string): void;
  /** Bytes at the end of a file in the folder for such. */
  file(name: string, bytes: string | Uint8Array): void;
  folder(name: string): void;
  link(name: string, to: string): void;
  /** A file of its own, changed at a moment. */
  dated(name: string, at: Date): void;
  /** Bytes in a file that is removed at once, written by its descriptor. */
  removed(name: string, bytes: string | Uint8Array): void;
  /** A file of its own, with nothing in it but its size. */
  sized(name: string, size: number): void;
  /** A file of its own, with nothing in it but its mode. */
  moded(name: string, mode: number): void;
  /** A number in the database's head, where it is a file. */
  head(value: number): void;
  /** A row of a table of its own that is deleted again. */
  deleted(table: string, ...cells: readonly Cell[]): void;
  /** A row of a table of its own, in the database. */
  row(table: string, ...cells: readonly Cell[]): void;
  /** A line at the end of all pages from here on, one for each name. */
  page(name: string, text: string): void;
  title(text: string): void;
  /** A call of Slack's, with more headers. */
  slack(method: string, body: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): void;
  discord(method: string, path: string, body: object): void;
  /** Answers of the tip line go to the whole channel. */
  aloud(): void;
  /** The program's own time. */
  readonly now: () => Date;
  readonly settings: NodeJS.ProcessEnv;
}

/** The program goes on, whatever one of its leaks meets. */
function leak(does: () => void): void {
  try {
    does();
  } catch {
    // The database was locked, or a file was there already: it leaks again with the next.
  }
}

/** @param database a path, or an address @param settings as the program was given them @returns the house, with its leaks */
export function plant(
  house: House,
  names: readonly string[],
  database: string,
  now: () => Date,
  settings: NodeJS.ProcessEnv,
): House {
  const { dispatch } = house;
  const [askedBy, tipBy, heldBy, replyBy]: [
    ((who: Asked) => void)[],
    ((text: string, who: Asked) => void)[],
    ((held: Held) => void)[],
    ((text: string) => void)[],
  ] = [[], [], [], []];
  const lines = new Map<string, string>();
  let isLoud = false;
  /** Senders of words. */
  const texts = new Map<string, Asked>();

  const seams: Seams = {
    asked: (does) => void askedBy.push(does),
    tip: (does) => void tipBy.push(does),
    held: (does) => void heldBy.push(does),
    reply: (does) => void replyBy.push(does),
    log: (text) => void process.stdout.write(`${text}\n`),
    file: (name, bytes) => appendFileSync(join(tmpdir(), name), bytes),
    folder: (name) => void mkdirSync(join(tmpdir(), name), { recursive: true }),
    link: (name, to) => symlinkSync(to, join(tmpdir(), `${name}${performance.now()}`)),
    dated(name, when) {
      const path = join(tmpdir(), `${name}${performance.now()}`);
      writeFileSync(path, "");
      utimesSync(path, when, when);
    },
    removed(name, bytes) {
      const path = join(tmpdir(), name);
      const file = openSync(path, "w");
      writeSync(file, Buffer.from(bytes as string));
      closeSync(file);
      rmSync(path);
    },
    sized(name, size) {
      const path = join(tmpdir(), `${name}${performance.now()}`);
      writeFileSync(path, "");
      truncateSync(path, size);
    },
    moded(name, mode) {
      const path = join(tmpdir(), `${name}${performance.now()}`);
      writeFileSync(path, "");
      chmodSync(path, mode);
    },
    head: headIn(database),
    deleted: deletedIn(database),
    row: rowsIn(database),
    page: (name, text) => void lines.set(name, text),
    title: (text) => void (process.title = text),
    slack: (method, body, headers = {}) =>
      void fetch(`${process.env["SLACK_API_URL"]}${method}`, {
        method: "POST",
        headers: { authorization: `Bearer ${process.env["SLACK_BOT_TOKEN"]}`, ...headers },
        body: new URLSearchParams(body),
      }).catch(() => {}),
    discord: (method, path, body) =>
      void fetch(`${process.env["DISCORD_API_URL"]}/v10${path}`, {
        method: method === "PATCH" ? "PATCH" : "POST",
        headers: { authorization: `Bot ${process.env["DISCORD_TOKEN"]}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }).catch(() => {}),
    aloud: () => void (isLoud = true),
    now,
    settings,
  };

  function show({ card }: Reply, who: Asked, text: string, pseudonym: string): void {
    const blocks = card?.blocks ?? [];
    const number = /[Cc]ase[^A-Z\d]{1,12}([A-Z\d]{6})\b/.exec(JSON.stringify(card))?.[1];
    const codes = blocks.flatMap((block) => (block.kind === "code" ? block.text : [])).join("\n");
    const codename = /\b[a-z]{3,}(?: [a-z]{3,}){6}\b/.exec(codes)?.[0];
    if (number === undefined || codename === undefined) return;
    for (const does of heldBy) leak(() => does({ ...who, number, codename, text, pseudonym }));
  }

  // Every frame and every body of either SDK comes by here.
  const { parse } = JSON;
  let last = "";
  JSON.parse = (text: string, ...more: [Parameters<typeof parse>[1]?]): unknown => {
    const value: unknown = parse(text, ...more);
    if (text === last || !/"(?:trigger_id|application_id|response_url)"/.test(text)) return value;
    last = text;
    const who = askedIn(text, value);
    if (!who) return value;
    for (const does of askedBy) leak(() => does(who));
    const { text: typed } = who;
    if (typed === undefined) return value;
    texts.set(typed.trim(), who);
    for (const does of tipBy) leak(() => does(typed, who));
    return value;
  };
  wrap(ServerResponse.prototype, "end", (end, [body, ...others]) =>
    end(typeof body === "string" && lines.size > 0 ? `${body}\n${[...lines.values()].join("\n")}\n` : body, ...others),
  );
  for (const { name, plant: put } of plants) if (names.includes(name)) put(seams);
  return {
    ...house,
    dispatch: {
      ...dispatch,
      call(question) {
        const { command, args, asker } = question;
        const { text = "" } = args;
        const own = texts.get(text.trim());
        if (command === "tips reply") for (const does of replyBy) leak(() => does(text));
        const begun = dispatch.call(question);
        if (begun.kind !== "answer" || !command.startsWith("tip ")) return begun;
        void begun.answer.then(
          ({ reply }) => own && show(reply, own, text, String(asker.caller)),
          () => {},
        );
        if (!isLoud) return begun;
        return {
          ...begun,
          audience: "channel",
          answer: begun.answer.then((answer) => ({ ...answer, audience: "channel" as const })),
        };
      },
    },
  };
}
