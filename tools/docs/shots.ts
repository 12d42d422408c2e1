/** The pictures of README.md and docs/: which there are, from which moment of the night, and the words that are in them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readConfig } from "../../src/config.ts";
import { openHouse } from "../../src/main.ts";
import { openTrial } from "../../src/main/trial.ts";

export interface Shot {
  /** Of its file in docs/pictures/page/, without an ending. */
  readonly name: string;
  /** A moment of the night, at which it stands still. */
  readonly from: string;
  /** The address of the page: the chat, or a part of the board. */
  readonly path: "/" | "/board";
  readonly view: string;
  readonly width: number;
  readonly height: number;
  /** Questions, each with the part that asks. The picture is of the last answer alone where `answer` is set. */
  readonly asks: readonly (readonly [as: string, line: string])[];
  readonly answer?: true;
  /** A sheet of all the answers, in so many columns. */
  readonly columns?: number;
}

const seat = "/seat North East Somerset and Hanham";
const wide = { width: 1_280, height: 800 } as const;
/** An answer is whole in it. */
const tall = { width: 1_280, height: 1_150 } as const;

/** The ten answers that are asked for most. */
const most = [
  "/seat bath",
  "/results",
  "/latest",
  "/left",
  "/person rees-mogg",
  "/gains labour",
  "/targets",
  "/region scotland",
  "/second reform",
  "/records",
].map((line) => ["", line] as const);
const sheet = { from: "06:30", path: "/", view: "web", height: 2_400, asks: most } as const;

export const shots: readonly Shot[] = [
  { name: "chat", from: "04:30", path: "/", view: "web", ...wide, asks: [["", "/seat Swindon South"]] },
  { name: "board", from: "04:30", path: "/board", view: "web", width: 1_280, height: 900, asks: [] },
  { name: "desk", from: "04:31", path: "/", view: "web", ...wide, asks: [["editor", "/correct Swindon South"]] },
  { name: "answer-slack", from: "06:30", path: "/", view: "slack", ...tall, asks: [["", seat]], answer: true },
  { name: "answer-discord", from: "06:30", path: "/", view: "discord", ...tall, asks: [["", seat]], answer: true },
  { name: "answers-390", ...sheet, width: 390, columns: 5 },
  { name: "answers-1200", ...sheet, width: 1_200, columns: 4 },
];

const seen = z.object({ html: z.string().optional(), form: z.string().optional() });

export interface Stage {
  /** With its key. */
  readonly address: string;
  /** Has the night stand still at a moment, begun anew unless it stands there already. */
  begin(from: string): Promise<void>;
  /** The words of a shot, as the page has them now. */
  words(shot: Shot): Promise<string>;
  readonly stop: () => Promise<void>;
}

/** @param port one that is free */
export async function openStage(port: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "teller-pictures-"));
  const config = readConfig({ WEB_PORT: String(port), DATABASE: join(folder, "teller.sqlite") });
  const platform = config.platforms.find(({ kit }) => kit.name === "web");
  if (!platform) throw new TypeError("there is no page");
  let printed = "";
  const out = { write: (text: string) => (printed += text) !== "" };
  const { stop } = await openTrial({ config, platform, out, err: process.stderr }, openHouse);
  const [address = ""] = /http:\S+/.exec(printed) ?? [];
  let at = "";
  const { origin, hash } = new URL(address);
  const post = async (path: string, body: unknown, as = "") => {
    const headers = { "x-teller-key": hash.slice(1), "x-teller-tab": "pictures", "x-teller-as": as };
    const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    return seen.parse(await answer.json());
  };
  return {
    address,
    async begin(from) {
      if (from !== at) await post("/night", { from, speed: 0 });
      at = from;
    },
    async words({ path, asks, view }) {
      if (path === "/board") return wordsOf(await (await fetch(`${origin}/board`)).text());
      const said: string[] = [];
      for (const [as, line] of asks) {
        const { html = "", form = "" } = await post("/ask", { line }, as);
        const drawn = html
          .split(/(?=<div (?:class="sketch" )?data-as=")/)
          .find((part) => part.includes(`data-as="${view}"`));
        said.push(line, wordsOf(form || (drawn ?? "")));
      }
      return said.join("\n");
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Words and figures without marks. The age of figures is left out: it tells when the feed was asked last. */
const wordsOf = (html: string): string =>
  html
    .replace(/^[^]*<body>/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/as of \d+:\d\d[ap]m, \d+ \w+ \d{4}/g, "as of")
    .replaceAll(/\s+/g, " ")
    .trim();
