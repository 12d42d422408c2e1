/**
 * Pieces of secrets that are too short to be anybody's for sure: a few digits of an id, of a fingerprint of it, a codename's sum. One is
 * chance; those of most sources in one place are not. People whom nobody has met tell how many chance has.
 */
import { createHash, createHmac } from "node:crypto";
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { newCodename } from "../../../src/tips/rules/codename.ts";
import { repeatable } from "../chance.ts";
import { userId } from "../edge.ts";
import { nameOf } from "./lives.ts";
import { tail } from "./moments.ts";
import type { Found } from "./search.ts";

/** Some ways of cutting a secret short, each with the word that it makes. */
type Pieces = readonly (readonly [way: string, word: string])[];

interface Numbered {
  readonly platform: "slack" | "discord";
  readonly n: number;
}

interface Crowd {
  readonly secret: "who" | "codename";
  readonly size: number;
  /** Words, with the ways that make them and the crowd that has them: 0 is the real one. */
  readonly words: ReadonlyMap<string, readonly (readonly [way: string, crowd: number])[]>;
}

const discord = 1_420_070_400_000n;
const every = (text: string, step: number, from: number): string =>
  Array.from(text)
    .filter((_, i) => i % step === from)
    .join("");

function ofDigests(text: string, name: string, keys: readonly Buffer[]): Pieces {
  const hashes = ["md5", "sha1", "sha256", "sha512"].map(
    (hash) => [hash, createHash(hash).update(text).digest()] as const,
  );
  const keyed = keys.map((key, n) => [`HMAC ${n}`, createHmac("sha256", key).update(text).digest()] as const);
  return [...hashes, ...keyed].flatMap(([hash, whole]): Pieces => {
    const [hex, coded] = [whole.toString("hex"), whole.toString("base64url")];
    return [
      ...[4, 5, 6, 7].flatMap((n): Pieces => [[`${n} digits of ${hash} of ${name}`, hex.slice(0, n)]]),
      [`the last digits of ${hash} of ${name}`, hex.slice(-6)],
      [`${hash} of ${name} in base64, cut`, coded.slice(0, 6)],
      [`${hash} of ${name} as a number`, String(whole.readUInt32BE())],
    ];
  });
}

function ofPerson(name: string, keys: readonly Buffer[]): Pieces {
  const id = userId(name);
  const since = BigInt(id) >> 22n;
  return [
    ...[4, 5, 6, 7, 8].map((n) => [`the last ${n} digits`, id.slice(-n)] as const),
    ["the first half", id.slice(0, 9)],
    ["the second half", id.slice(9)],
    ["the last digits but two", id.slice(-8, -2)],
    ...[2, 3].flatMap((step) =>
      Array.from({ length: step }, (_, from) => [`digit ${from} of every ${step}`, every(id, step, from)] as const),
    ),
    ["its time", String(since)],
    ["its time in hex", since.toString(16)],
    ["its time since 1970", String(since + discord)],
    ["its seconds since 1970", String((since + discord) / 1_000n)],
    ...[9_973n, 65_521n, 65_536n, 1_000_003n].map((n) => [`its rest by ${n}`, String(BigInt(id) % n)] as const),
    ...ofDigests(id, "the id", keys),
    ...ofDigests(name, "the name", []),
    ...["slack", "discord"].flatMap((platform) => ofDigests(`${platform}:${id}`, `the id at ${platform}`, [])),
  ];
}

function ofCodename(codename: string, keys: readonly Buffer[]): Pieces {
  const words = codename.split(" ");
  const [lengths, indices] = [words.map((word) => word.length), words.map((word) => codenameWords.indexOf(word))];
  const sum = indices.reduce((all, n) => all + n, 0);
  return [
    ["lengths", lengths.join("")],
    ["lengths, reversed", lengths.toReversed().join("")],
    ["the sum of its words", String(sum)],
    ["all its words at once", String(indices.reduce((all, n) => all ^ n, 0))],
    ...[97, 101, 997, 1_009, 2_047].map((n) => [`its rest by ${n}`, String(sum % n)] as const),
    ["last letters", words.map((word) => word.at(-1) ?? "").join("")],
    ["second letters", words.map((word) => word.charAt(1)).join("")],
    ...ofDigests(codename, "the codename", keys),
    ...ofDigests(words.join(""), "its letters", []),
  ];
}

/** People of whom there are so many that each way has some by chance where there are any. */
const strangers = 400;

function crowd(secret: Crowd["secret"], crowds: readonly (readonly Pieces[])[]): Crowd {
  const words = new Map<string, (readonly [string, number])[]>();
  crowds.forEach((one, n) => {
    for (const [way, word] of one.flat()) {
      // Three signs are everywhere.
      if (word.length < 4) continue;
      const those = words.get(word.toLowerCase());
      if (those) those.push([way, n]);
      else words.set(word.toLowerCase(), [[way, n]]);
    }
  });
  return { secret, size: crowds[0]?.length ?? 0, words };
}

const crowdsOf = (size: number): number => Math.max(8, Math.ceil(strangers / Math.max(1, size)));
/** Keys that pieces are looked for under: each takes a fingerprint for everybody. */
const mostKeys = 8;

/** @param sources by platform and number: those whom nobody has met are named as they are, with higher numbers */
export function createFragments(
  sources: readonly Numbered[],
  codenames: readonly string[],
  all: readonly Buffer[],
): (where: string, bytes: Buffer) => readonly Found[] {
  const random = repeatable(13);
  const keys = all.slice(0, mostKeys);
  const above = Math.max(0, ...sources.map(({ n }) => n)) + 1;
  const named = Array.from({ length: crowdsOf(sources.length) }, (_, group) =>
    sources.map(({ platform, n }) => ofPerson(nameOf(platform, n + group * above), keys)),
  );
  const coded = [
    codenames.map((one) => ofCodename(one, keys)),
    ...Array.from({ length: crowdsOf(codenames.length) }, () =>
      codenames.map(() => ofCodename(newCodename(random), keys)),
    ),
  ];
  const crowds = [crowd("who", named), crowd("codename", coded)] as const;
  return (where: string, bytes: Buffer): readonly Found[] => {
    if (bytes.length > most) return [];
    const there = new Set(
      bytes
        .toString("latin1")
        .toLowerCase()
        .match(/[a-z0-9]{4,}/g) ?? [],
    );
    return there.size === 0 ? [] : crowds.flatMap((one) => ofCrowd(one, there, where));
  };
}
const most = 1 << 22;

/** Of a thousand places and a hundred ways none is to look like this in ten thousand nights. */
const chance = 1e-10;

function ofCrowd({ secret, size, words }: Crowd, there: ReadonlySet<string>, where: string): readonly Found[] {
  const counts = new Map<string, Map<number, Set<string>>>();
  for (const word of there)
    for (const [way, n] of words.get(word) ?? []) {
      const those = counts.get(way) ?? new Map<number, Set<string>>();
      counts.set(way, those.set(n, (those.get(n) ?? new Set()).add(word)));
    }
  return [...counts].flatMap(([way, those]) => {
    const real = those.get(0)?.size ?? 0;
    if (real < 3) return [];
    const others = [...those].filter(([n]) => n > 0).map(([, { size: count }]) => count);
    // By the crowd that has the most of all: numbers that follow one another are met together.
    const rate = Math.max(Math.max(0, ...others) / size, 1 / strangers);
    return rate < 1 && tail(size, rate, real) < chance
      ? [{ secret, form: way, where, around: `${real} of ${size}, such as ${[...(those.get(0) ?? [])][0]}` }]
      : [];
  });
}
