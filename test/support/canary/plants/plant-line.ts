/** A leak as a line of a table, and what such lines are written with. */
import { createHash } from "node:crypto";
import { codenameWords } from "../../../../src/tips/rules/codename-words.ts";
import type { Seams } from "../plant.ts";
import type { Found } from "../search.ts";

export interface Plant {
  readonly name: string;
  readonly kind: string;
  /** A part of the finding: its secret, and where it is. */
  readonly finds: Pick<Found, "secret"> & Partial<Pick<Found, "form">> & { readonly where: string };
  readonly plant: (seams: Seams) => void;
  /** Set where only a running program shows it: it is to be seen in what is called, sent or reckoned there. */
  readonly inProgram?: true;
}

type Bytes = string | Uint8Array;

export const line = (
  name: string,
  kind: string,
  secret: Found["secret"],
  where: string,
  plant: Plant["plant"],
): Plant => ({
  name,
  kind,
  finds: { secret, where },
  plant,
  ...((isSeen.has(secret) ||
    where.startsWith("posts to") ||
    /more than|since the start|names of tables/.test(kind)) && {
    inProgram: true,
  }),
});
/** Traces that only a running program leaves. */
const isSeen = new Set<Found["secret"]>(["audience", "host", "process", "request", "preview", "invisible", "file"]);
/** Words of a tip, their source's id or their codename, written down in some way into a file of its own. */
export const written = (kind: string, file: string, as: (text: string) => Bytes): Plant =>
  line(`words, ${kind}`, kind, "words", `temporary/${file}`, (to) => to.tip((text) => to.file(file, as(text))));
export const id = (kind: string, file: string, as: (id: string) => Bytes, secret: Found["secret"] = "who"): Plant =>
  line(`an id, ${kind}`, kind, secret, `temporary/${file}`, (to) => to.asked((who) => to.file(file, as(who.id))));
export const codename = (kind: string, file: string, as: (words: string) => Bytes): Plant =>
  line(`a codename, ${kind}`, kind, "codename", `temporary/${file}`, (to) =>
    to.held((held) => to.file(file, as(held.codename))),
  );

export const b64 = (bytes: Bytes): string => Buffer.from(bytes as string).toString("base64");
export const hex = (bytes: Bytes): string => Buffer.from(bytes as string).toString("hex");
export const codes = (text: string): readonly number[] => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
export const hash = (name: string, text: string): Buffer => createHash(name).update(text).digest();
export const indices = (text: string): readonly number[] => text.split(" ").map((word) => codenameWords.indexOf(word));
export const eight = (text: string): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(text));
  return bytes;
};
export function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Number.parseInt(five.padEnd(5, "0"), 2)))
    .join("");
}
