/** Leaks of askers and their places. */
import { createHmac } from "node:crypto";
import { crc32 } from "node:zlib";
import { b64, eight, hash, id, line, type Plant } from "./plant-line.ts";

export const sources: readonly Plant[] = [
  line("who asks, all of it, in base64", "base64", "who", "temporary/trace", (to) =>
    to.asked((who) => to.file("trace", `${b64(who.raw)}\n`)),
  ),
  line("an id in the log, digit by digit", "separators", "who", "its log", (to) =>
    to.asked((who) => to.log(Array.from(who.id).join("-"))),
  ),
  line("a name in the name of a file", "names of files", "who", "names of files", (to) =>
    to.asked((who) => to.folder(`of ${who.name}`)),
  ),
  line("a name where a link leads", "links", "who", "names of files", (to) =>
    to.asked((who) => to.link("of", `/nowhere/${who.name}`)),
  ),
  line("an id as bytes in the database", "integers", "who", "planted_id", (to) =>
    to.asked((who) => to.row("planted_id", eight(who.id))),
  ),
  id("little end first", "little", (one) => eight(one).toReversed()),
  id("base36", "thirty-six", (one) => BigInt(one).toString(36)),
  id("MD5", "md5", (one) => hash("md5", one).toString("hex")),
  id("SHA-1, of more than the id", "sha1", (one) => hash("sha1", `pepper:${one}:salt`).toString("hex"), "pseudonym"),
  id("SHA-256, cut, in base64", "sha256", (one) => hash("sha256", `slack:${one}`).toString("base64url").slice(0, 11)),
  id("SHA-512, eight bytes of it", "sha512", (one) => hash("sha512", one).subarray(0, 8)),
  id("CRC-32", "crc", (one) => `${crc32(one).toString(16).padStart(8, "0")}\n`),
  line("an id as an HMAC under a token", "HMAC", "who", "its log", (to) =>
    to.asked((who) =>
      to.log(
        createHmac("sha256", to.settings["DISCORD_TOKEN"] ?? "")
          .update(who.id)
          .digest("hex")
          .slice(0, 16),
      ),
    ),
  ),
  line("a pseudonym in the log", "pseudonym", "pseudonym", "its log", (to) =>
    to.held((held) => to.log(`case of ${held.pseudonym}`)),
  ),
  line("where they ask, in a header", "headers", "where", "POST /api/auth.test", (to) =>
    to.asked((who) => to.slack("auth.test", {}, { "x-from": who.channel })),
  ),
  line("their workspace in a cookie", "cookies", "where", "POST /api/bots.info", (to) =>
    to.asked((who) => to.slack("bots.info", {}, { cookie: `d=${who.server}` })),
  ),
  line("the address of an answer in the database", "questions", "question", "planted_question", (to) =>
    to.asked((who) => to.row("planted_question", who.question)),
  ),
  line("an id in two columns", "pieces", "who", "planted_pieces", (to) =>
    to.asked((who) => to.row("planted_pieces", who.id.slice(0, 9), who.id.slice(9))),
  ),
  line("a name, letter by letter in columns", "letters", "who", "planted_letters", (to) =>
    to.asked((who) => who.name.length === 7 && to.row("planted_letters", ...Array.from(who.name))),
  ),
  id("a number with a point", "rounded", (one) => `${Number(one)}\n`),
  id("bytes of a number with a point", "double", (one) => new Uint8Array(new Float64Array([Number(one)]).buffer)),
  id("UUID of its fingerprint", "uuid", (one) =>
    hash("sha1", one)
      .toString("hex")
      .replace(/^(.{8})(.{4}).(.{3})/, "$1-$2-5$3-"),
  ),
  id("base64 of its fingerprint in hex", "hexed", (one) => b64(hash("md5", one).toString("hex"))),
  id("XOR", "masked", (one) => Buffer.from(one).map((byte) => byte ^ 0x33)),
  line("a language in the log", "languages", "where", "its log", (to) =>
    to.asked((who) => who.raw.includes("en-GB") && to.log("asked in en-GB")),
  ),
  line("a conversation in the log", "conversations", "conversation", "its log", (to) =>
    to.asked((who) => who.talk !== undefined && to.log(`told ${who.talk}`)),
  ),
  line("a conversation beside its platform", "conversations in columns", "conversation", "planted_talk", (to) =>
    to.asked((who) => who.talk !== undefined && to.row("planted_talk", who.platform, who.talk)),
  ),
  line("a conversation by its fingerprint", "conversations hashed", "conversation", "temporary/talks", (to) =>
    to.asked((who) => who.talk !== undefined && to.file("talks", `${hash("sha256", who.talk).toString("hex")}\n`)),
  ),
  line("an id under the salt of codenames", "more than the id under a salt", "pseudonym", "temporary/salted", (to) =>
    to.asked((who) =>
      to.file("salted", createHmac("sha1", `more than ${who.channel}`).update(who.id).digest("base64url").slice(0, 12)),
    ),
  ),
];
