/** Words of tips and replies, in all their spellings. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { base32, b64, codes, hash, hex, line, written, type Plant } from "./plant-line.ts";

export const words: readonly Plant[] = [
  line("words in the log", "plain", "words", "its log", (to) => to.tip((text) => to.log(text))),
  line("words in the log, in capitals", "case", "words", "its log", (to) =>
    to.tip((text) => to.log(text.toUpperCase())),
  ),
  line("words on the page of figures", "pages", "words", "its pages", (to) =>
    to.tip((text) => to.page("last", `# ${text}`)),
  ),
  line("words in a request’s address", "address", "words", "POST /api/api.test?", (to) =>
    to.tip((text) => to.slack(`api.test?about=${encodeURIComponent(text)}`, {})),
  ),
  line("words as an argument of the process", "process", "words", "its arguments", (to) =>
    to.tip((text) => to.title(text)),
  ),
  line("words in the database, in hex", "hex", "words", "planted_hex", (to) =>
    to.tip((text) => to.row("planted_hex", hex(text))),
  ),
  line("words in the database, packed without a mark", "deflate", "words", "planted_deflate", (to) =>
    to.tip((text) => to.row("planted_deflate", deflateRawSync(text))),
  ),
  line("words in the log, packed", "brotli", "words", "its log", (to) =>
    to.tip((text) => to.log(`state ${b64(brotliCompressSync(text))}`)),
  ),
  line("a fingerprint of the words in the database", "SHA-256", "words", "planted_text", (to) =>
    to.tip((text) => to.row("planted_text", hash("sha256", text))),
  ),
  line("twelve letters of the words", "a piece", "words", "its log", (to) =>
    to.tip((text) => to.log(`bad token near “${text.slice(3, 17)}”`)),
  ),
  written("gzip", "gz", (text) => gzipSync(text)),
  written("zlib", "zz", (text) => deflateSync(text)),
  written("gzip in base64 in JSON", "nested", (text) => JSON.stringify({ state: b64(gzipSync(text)) })),
  written("UTF-16", "wide", (text) => Buffer.from(text, "utf16le")),
  written("reversed", "mirror", (text) => Array.from(text).toReversed().join("")),
  written("zero-width-split", "soft", (text) => Array.from(text).join("\u200B")),
  written("entities", "entity", (text) =>
    codes(text)
      .map((code) => `&#${code};`)
      .join(""),
  ),
  written("entities in hex", "entities", (text) =>
    codes(text)
      .map((code) => `&#x${code.toString(16)};`)
      .join(""),
  ),
  written("percent twice", "percent", (text) => encodeURIComponent(encodeURIComponent(text))),
  written("base64 twice", "twice", (text) => b64(b64(text))),
  written("base64 of a part of something", "part", (text) => b64(`a${text}`)),
  written("hex with spaces", "spaced", (text) => hex(text).toUpperCase().replaceAll(/../g, "$& ")),
  written("hex with colons", "colons", (text) => hex(text).replaceAll(/..(?=.)/g, "$&:")),
  written("base32", "thirty-two", (text) => base32(Buffer.from(text))),
  written("a list of code points", "points", (text) => JSON.stringify(codes(text))),
  written("quoted-printable", "quoted", (text) =>
    codes(text)
      .map((code) => `=${code.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  ),
  written("escapes of JSON", "escaped", (text) =>
    codes(text)
      .map((code) => `\\u${code.toString(16).padStart(4, "0")}`)
      .join(""),
  ),
  written("ROT13", "turned", (text) =>
    text.replaceAll(/[a-z]/gi, (letter) =>
      String.fromCodePoint(letter.charCodeAt(0) + (letter.toLowerCase() < "n" ? 13 : -13)),
    ),
  ),
  written("XOR", "xor", (text) => Buffer.from(text).map((byte) => byte ^ 0x5a)),
  line("a reply in the log", "replies", "replies", "its log", (to) => to.reply((text) => to.log(text))),
  written("gzip twice", "gzgz", (text) => gzipSync(gzipSync(text))),
  written("hex of gzip", "hexgz", (text) => hex(gzipSync(text))),
  written("a Buffer in JSON", "buffer", (text) => JSON.stringify(Buffer.from(deflateSync(text)))),
  written("base64 of UTF-16", "b64wide", (text) => b64(Buffer.from(text, "utf16le"))),
  written("reversed base64", "b64back", (text) => Array.from(b64(text)).toReversed().join("")),
  written("lines of base64, as in a letter", "letter", (text) => b64(text).replaceAll(/.{40}/g, "$&\r\n")),
  written("soft hyphens as entities", "shy", (text) => Array.from(text).join("&shy;")),
  written("a byte more for each", "caesar", (text) => Buffer.from(text).map((byte) => byte + 7)),
  line("words in the name of a table", "names of tables", "words", "home/teller.sqlite", (to) =>
    to.tip((text) => to.row(`planted ${text.slice(0, 40).replaceAll(/[^a-z ]/gi, "")}`, 1)),
  ),
];
