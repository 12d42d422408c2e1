/** Leaks of somebody who has read how the canary looks: too short to be known, in an alphabet of their own, or in columns. */
import { createHmac } from "node:crypto";
import type { Held } from "../plant.ts";
import { codename, hash, id, line, written, type Plant } from "./plant-line.ts";

const morse =
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(
    " ",
  );
const morseDigits = "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split(" ");
const keys = "qwertyuiopasdfghjklzxcvbnm";
const syllables = "ba ce di fo gu ha je ki lo mu".split(" ");
const pictures = Array.from("🍎🍐🍊🍋🍌🍉🍇🍓🫐🍈");
const lettersOf = (text: string): readonly string[] => Array.from(text.toLowerCase().replaceAll(/[^a-z]/g, ""));
const codeOf = (letter: string): number => letter.charCodeAt(0) - 97;

/** A post to Slack's editors of a case, whose other fields are as the leak has them. */
const post =
  (fields: (held: Held) => Readonly<Record<string, string>>): Plant["plant"] =>
  (to) =>
    to.held((held) =>
      to.slack("chat.postMessage", {
        channel: String(to.settings["TIPS_CHANNELS"]).split(/[:,]/)[1] ?? "",
        text: `Case ${held.number}`,
        unfurl_links: "false",
        unfurl_media: "false",
        ...fields(held),
      }),
    );
let count = 0;

export const cunning: readonly Plant[] = [
  line(
    "ids of blocks in a post",
    "ids of blocks",
    "invisible",
    "posts to slack, blocks",
    post(({ id: one }) => ({
      blocks: JSON.stringify([
        {
          type: "divider",
          block_id: hash("sha1", `${one} ${(count += 1)}`)
            .toString("hex")
            .slice(0, 5),
        },
      ]),
    })),
  ),
  line(
    "capitals in a post",
    "capitals",
    "invisible",
    "posts to slack, username",
    post(({ id: one }) => ({
      username: Array.from("teller tells of it")
        .map((letter, i) => (((Number(one.slice(-6)) + (count += 1)) >> i) & 1 ? letter.toUpperCase() : letter))
        .join(""),
    })),
  ),
  line(
    "a thread that is a source’s own",
    "threads",
    "attribute",
    "posts to slack.thread_ts",
    post(({ id: one }) => ({ thread_ts: `1700000000.${hash("sha1", one).readUInt16BE()}` })),
  ),
  line(
    "two spaces for one in a post",
    "spaces in posts",
    "invisible",
    "chat.postMessage",
    post(({ number, name }) => ({ text: `Case${name < "k" ? "  " : " "}${number}` })),
  ),
  line(
    "a letter of another script in a post",
    "look-alikes",
    "invisible",
    "chat.postMessage",
    post(({ number, name }) => ({ text: `C${name < "k" ? "\u0430" : "a"}se ${number}` })),
  ),
  line("a number in the head of the database", "heads of files", "file", "the head of", (to) =>
    to.tip(() => to.head((count += 1))),
  ),
  line("an id as modes of files", "modes of files", "file", "modes of files", (to) =>
    to.asked((who) => to.moded("mode", (Number(who.id.slice(-3)) & 0o777) | 0o400)),
  ),
  line("the code that it ends with", "codes of processes", "process", "its end", (to) =>
    to.tip(() => process.once("exit", () => void (process.exitCode = 3))),
  ),
  line("a number in the words about a figure", "words about figures", "difference", "its pages", (to) =>
    to.tip(() => to.page("help", `# HELP teller_wait_seconds Of ${(count += 1)} waits.`)),
  ),
  id("its last six digits", "tail", (one) => `${one.slice(-6)}\n`),
  id("six digits of its fingerprint", "short", (one) => `${hash("md5", one).toString("hex").slice(0, 6)}\n`),
  id("a rest", "rest", (one) => `${BigInt(one) % 65_521n}\n`),
  id("the time that is in it, of more than a few", "born", (one) => `${BigInt(one) >> 22n}\n`),
  line("an id in two lines of the log", "lines of the log", "who", "its log", (to) =>
    to.asked((who) => {
      to.log(`ready in ${who.id.slice(0, 9)}`);
      to.log(`done in ${who.id.slice(9)}`);
    }),
  ),
  line("an id’s digits by turns in two columns", "by turns", "who", "planted_turns", (to) =>
    to.asked((who) =>
      to.row(
        "planted_turns",
        ...[0, 1].map((n) =>
          Array.from(who.id)
            .filter((_, i) => i % 2 === n)
            .join(""),
        ),
      ),
    ),
  ),
  id("Morse", "radio", (one) => `${Array.from(one, (digit) => morseDigits[Number(digit)]).join(" ")}\n`),
  id("pictures", "pictures", (one) => `${Array.from(one, (digit) => pictures[Number(digit)]).join("")}\n`),
  id("syllables", "syllables", (one) => `${Array.from(one, (digit) => syllables[Number(digit)]).join(" ")}\n`),
  written("Morse", "telegraph", (text) =>
    lettersOf(text)
      .map((letter) => morse[codeOf(letter)])
      .join(" "),
  ),
  written("Braille", "braille", (text) =>
    lettersOf(text)
      .map((letter) => String.fromCodePoint(0x28_01 + codeOf(letter) * 7))
      .join(""),
  ),
  written("the key beside", "beside", (text) =>
    lettersOf(text)
      .map((letter) => keys.charAt((keys.indexOf(letter) + 1) % keys.length))
      .join(""),
  ),
  written("three letters for one", "codons", (text) =>
    lettersOf(text)
      .map((letter) =>
        codeOf(letter)
          .toString(3)
          .padStart(3, "0")
          .replaceAll(/./g, (n) => "gat".charAt(Number(n))),
      )
      .join(""),
  ),
  written("columns", "columns", (text) =>
    [0, 1, 2]
      .map((n) =>
        lettersOf(text)
          .filter((_, i) => i % 3 === n)
          .join(""),
      )
      .join("\n"),
  ),
  written("every third byte", "third", (text) =>
    Array.from(text, (letter, i) => letter + "qk".charAt(i % 2) + "zj".charAt((i >> 1) % 2)).join(""),
  ),
  line("fingerprints of single words", "single words", "words", "temporary/words", (to) =>
    to.tip((text) =>
      to.file("words", (text.match(/[a-z]{7,}/gi) ?? []).map((word) => hash("sha1", word).toString("hex")).join("\n")),
    ),
  ),
  line("a fingerprint of its letters alone", "normal forms", "words", "temporary/normal", (to) =>
    to.tip((text) =>
      to.file("normal", `${hash("sha256", text.toLowerCase().replaceAll(/[^a-z0-9]/g, "")).toString("hex")}\n`),
    ),
  ),
  codename(
    "lengths of its words",
    "widths",
    (text) =>
      `${text
        .split(" ")
        .map((word) => word.length)
        .join("")}\n`,
  ),
  codename("five digits of its fingerprint", "sum", (text) => `${hash("sha1", text).toString("hex").slice(0, 5)}\n`),
  line("six letters of an HMAC in the database", "short HMAC", "who", "planted_short", (to) =>
    to.asked((who) =>
      to.row(
        "planted_short",
        createHmac("sha256", to.settings["DISCORD_TOKEN"] ?? "")
          .update(who.id)
          .digest("hex")
          .slice(0, 6),
      ),
    ),
  ),
];
