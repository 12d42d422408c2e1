/** Time and order in all that was kept. */
import { createHash } from "node:crypto";
import type { Heard } from "../heard.ts";
import type { Evidence } from "./evidence.ts";
import { coincidences, type Stamps } from "./moments.ts";
import { links, linesAsTable } from "./links.ts";
import { sentences } from "./lives.ts";
import { ofPosts } from "./posts.ts";
import { orders, type Sent } from "./order.ts";
import type { Found } from "./search.ts";
import type { Line } from "./stage.ts";
import { bytesOfValue, columnsOf } from "./tables.ts";
import { stampsIn } from "./times.ts";

/** Integers of any width stand in bytes that are no text. */
const isBinary = (bytes: Buffer): boolean => /[\0-\x08\x0e-\x1f]/.test(bytes.toString("latin1"));

/** Times in the log, by what its lines say; in columns, files and pages; and of files themselves. */
export function ofTime({ stage, kept, moments, run }: Evidence): readonly Found[] {
  const [last] = kept;
  if (!last || moments.length === 0) return [];
  const known = new Map<string, Stamps["stamps"]>();
  const stamps = (bytes: Buffer): Stamps["stamps"] => {
    const key = createHash("sha1").update(bytes).digest("base64");
    const its = known.get(key) ?? stampsIn(bytes, run, isBinary(bytes));
    known.set(key, its);
    return its;
  };
  const log = Map.groupBy(stage.lines, kindOf);
  const groups: Stamps[] = [
    ...[...log].map(([kind, lines]) => ({ where: `its log, ${kind}`, stamps: stampsIn(textOf(lines), run, false) })),
    ...[...log].map(([kind, lines]) => ({
      where: `its log, when ${kind} came`,
      stamps: lines.map(({ at }) => ({ at, span: 1, shown: new Date(at).toISOString() })),
    })),
    ...kept.flatMap(({ files, rows, when }) => [
      ...[...files]
        .filter(([name]) => name !== "its log" && name !== "what the server was told")
        .map(([name, bytes]) => ({ where: `${name}${when}`, stamps: stamps(bytes) })),
      ...[...(rows.files ?? [])].map(([name, bytes]) => ({ where: `${name}${when}`, stamps: stamps(bytes) })),
      ...rows.tables.flatMap(columnsOf).map(({ where, values }) => ({
        where: `${where}${when}`,
        stamps: stamps(Buffer.from(values.map((value) => bytesOfValue(value).toString("latin1")).join("\n"), "latin1")),
      })),
    ]),
    ...[
      ...Map.groupBy(
        stage.heard.filter(({ what }) => /chat\.|\/messages/.test(what)),
        ({ what }) => what.replaceAll(/\d{5,}/g, "…"),
      ),
    ].map(([what, some]) => ({
      where: what,
      stamps: some.flatMap(({ body }) => stampsIn(body, run, false)),
    })),
    ...stage.stamps(),
  ];
  return coincidences(groups, moments, run);
}

const kindOf = ({ text }: Line): string =>
  /"msg":"([^"]*)"/.exec(text)?.[1] ?? text.replaceAll(/[\d:.]+/g, "#").slice(0, 30);
const textOf = (lines: readonly Line[]): Buffer => Buffer.from(lines.map(({ text }) => text).join("\n"), "latin1");

/** Tips that came a minute before, by the program's clock, or earlier: the last one's order is nobody's promise. */
export function ofOrder({ stage, kept, receipts, window }: Evidence): readonly Found[] {
  const windowOf = (at: number): number => Math.floor(stage.wound(at) / window);
  const channel = (heard: Heard): boolean => /chat\.postMessage|POST \S+\/channels\/\d+\/messages/.test(heard.what);
  return kept.flatMap(({ when, at, files, rows }) => {
    const sent = receipts
      .filter(({ to, isDeleted }) => !isDeleted && stage.wound(to) < stage.wound(at) - 60_000)
      .map(({ number, from, to, text, source: { platform, name } }, i): Sent => ({
        number,
        // One that came while a window ended is in either.
        window: windowOf(from) === windowOf(to) ? windowOf(to) : -i,
        begun: from,
        arrival: to,
        traits: { platform: platform === "slack" ? 0 : 1, length: text.length },
        source: name,
      }));
    const posted = [...sentences, "says case"];
    const posts = Buffer.concat(stage.heard.filter(channel).map(({ body }) => body));
    const blobs = new Map([...files, ...(rows.files ?? []), ["posts", posts] as const]);
    blobs.delete("what the server was told");
    const lists = [...files]
      .filter(([name]) => /^temporary|^its (?:log|pages)/.test(name))
      .map(([name, bytes]) => linesAsTable(name, bytes, sent));
    return [
      ...ofPosts(stage.heard, sent, posted),
      ...orders(rows.tables, blobs, sent),
      ...links([...rows.tables, ...lists], sent),
    ].map((one) => ({
      ...one,
      where: `${one.where}${when}`,
    }));
  });
}
