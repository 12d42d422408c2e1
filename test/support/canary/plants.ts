/** Leaks that are put in on purpose, one of each kind: the canary test is worth something if it finds them. */
import { appendFileSync } from "node:fs";
import { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { WebSocket } from "ws";
import type { House } from "../../../src/cli/house.ts";
import type { Reply } from "../../../src/core/reply.ts";

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

type Leak = (given: Readonly<Record<string, string>>) => void;

const file = (name: string): string => join(tmpdir(), name);
const base64 = (words: string): string => Buffer.from(words).toString("base64");

const ofQuestions = (database: string): Readonly<Partial<Record<PlantName, Leak>>> => ({
  "words in the log": ({ text = "" }) => console.log(text),
  "words in the database, in hex"({ text = "" }) {
    const db = new DatabaseSync(database);
    db.prepare("insert or replace into switches values (?, '{}', 0)").run(`a ${Buffer.from(text).toString("hex")}`);
    db.close();
  },
  "words in a request, as in an address": ({ text = "" }) =>
    void fetch(`${process.env["SLACK_API_URL"]}api.test?about=${encodeURIComponent(text)}`),
  "words as an argument of the process": ({ text = "" }) => void (process.title = text),
});

/** @param database a path @returns the house, with its leaks */
export function plant(house: House, names: readonly string[], database: string): House {
  const has = (name: PlantName): boolean => names.includes(name);
  const leaks = Object.entries(ofQuestions(database)).flatMap(([name, leak]) => (names.includes(name) ? [leak] : []));
  if (has("who asks in a temporary file, in base64")) overhear();
  const { call } = house.dispatch;
  return {
    ...house,
    dispatch: {
      ...house.dispatch,
      call(question) {
        const { command, args = {} } = question;
        if (command === "tip send" && args["text"] !== undefined) {
          for (const leak of leaks) leak(args as Readonly<Record<string, string>>);
          if (has("words on the page of figures")) inPages(String(args["text"]));
        }
        if (command === "tips reply" && has("a reply in the log")) console.log(args["text"]);
        const begun = call.call(house.dispatch, question);
        if (begun.kind === "answer" && has("a codename in a temporary file, in base64"))
          void begun.answer.then(({ reply }) => {
            for (const codename of codesOf(reply)) appendFileSync(file("cache"), `${base64(`so: ${codename}`)}\n`);
          });
        return begun;
      },
    },
  };
}

const codesOf = ({ card }: Reply): readonly string[] =>
  (card?.blocks ?? []).flatMap((block) => (block.kind === "code" ? [block.text] : []));

/** All that a socket brings. */
function overhear(): void {
  const { emit } = WebSocket.prototype;
  WebSocket.prototype.emit = function (this: WebSocket, event: string | symbol, ...of: unknown[]) {
    if (event === "message") appendFileSync(file("trace"), `${base64(String(of[0]))}\n`);
    return emit.call(this, event, ...of);
  };
}

function inPages(words: string): void {
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (this: ServerResponse, ...of: unknown[]) {
    return Reflect.apply(end, this, [`${String(of[0] ?? "")}\n# ${words}\n`]) as ServerResponse;
  } as typeof end;
}
