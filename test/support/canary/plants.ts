/** Leaks on purpose, one of each kind: the canary test is worth something if it finds them. */
import { appendFileSync } from "node:fs";
import { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { WebSocket } from "ws";
import type { House } from "../../../src/cli/house.ts";
import type { Reply } from "../../../src/core/reply.ts";
import { wrap } from "../wrap.ts";

export const plantNames = [
  "words in the log",
  "words in the database, in hex",
  "words on the page of figures",
  "words in a request, as in an address",
  "words as an argument of the process",
  "a codename in a temporary file, in base64",
  "who asks in a temporary file, in base64",
  "a reply in the log",
] as const;
export type PlantName = (typeof plantNames)[number];

/** The data that a leak gets hold of. */
interface Leak {
  readonly tip?: (words: string) => void;
  readonly reply?: (words: string) => void;
  readonly codename?: (words: string) => void;
}

const say = (words: string): void => void process.stdout.write(`${words}\n`);
const write = (name: string, words: string): void =>
  appendFileSync(join(tmpdir(), name), `${Buffer.from(words).toString("base64")}\n`);

const leaks = (database: string): Readonly<Record<PlantName, () => Leak>> => ({
  "words in the log": () => ({ tip: say }),
  "words in the database, in hex": () => ({
    tip(words) {
      const db = new DatabaseSync(database);
      const name = `a ${Buffer.from(words).toString("hex")}`;
      db.prepare("insert or replace into switches values (?, '{}', 0)").run(name);
      db.close();
    },
  }),
  "words on the page of figures"() {
    let last = "";
    wrap(ServerResponse.prototype, "end", (end, [body, ...others]) =>
      end(typeof body === "string" ? `${body}\n# ${last}\n` : body, ...others),
    );
    return { tip: (words) => void (last = words) };
  },
  "words in a request, as in an address": () => ({
    tip: (words) => void fetch(`${process.env["SLACK_API_URL"]}api.test?about=${encodeURIComponent(words)}`),
  }),
  "words as an argument of the process": () => ({ tip: (words) => void (process.title = words) }),
  "a codename in a temporary file, in base64": () => ({ codename: (words) => write("cache", `so: ${words}`) }),
  "who asks in a temporary file, in base64"() {
    wrap(WebSocket.prototype, "emit", (emit, [event, ...of]) => {
      if (event === "message") write("trace", String(of[0]));
      return emit(event, ...of);
    });
    return {};
  },
  "a reply in the log": () => ({ reply: say }),
});

/** @param database a path @returns the house, with its leaks */
export function plant(house: House, names: readonly string[], database: string): House {
  const all = Object.entries(leaks(database)).flatMap(([name, make]) => (names.includes(name) ? [make()] : []));
  const { dispatch } = house;
  return {
    ...house,
    dispatch: {
      ...dispatch,
      call(question) {
        const { command, args } = question;
        const { text } = args;
        for (const { tip, reply } of all) {
          if (text !== undefined && command === "tip send") tip?.(text);
          if (text !== undefined && command === "tips reply") reply?.(text);
        }
        const begun = dispatch.call(question);
        if (begun.kind === "answer") void begun.answer.then((answer) => spill(answer.reply, all)).catch(() => {});
        return begun;
      },
    },
  };
}

function spill({ card }: Reply, all: readonly Leak[]): void {
  for (const block of card?.blocks ?? [])
    if (block.kind === "code") for (const { codename } of all) codename?.(block.text);
}
