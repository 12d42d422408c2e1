/** Looks at everything that was kept, sent and done in a night. */
import { userId } from "../edge.ts";
import { self } from "../fake-slack/world.ts";
import { audiences } from "./audience.ts";
import { ofWatched } from "./doings.ts";
import type { Evidence, Kept } from "./evidence.ts";
import { createFragments } from "./fragments.ts";
import { followed } from "./follows.ts";
import { ofKept } from "./kept.ts";
import { channelsOfSlack, nameOf, replySentence, sentences } from "./lives.ts";
import { createNeedles, type Secrets } from "./needles.ts";
import { ofHeads, ofModes } from "./odd-places.ts";
import { createSearch, type Found, type Search } from "./search.ts";
import { ofSent } from "./sent.ts";
import { workspace } from "./stage.ts";
import { bytesOfValue, columnsOf, isSqlite } from "./tables.ts";
import { ofOrder, ofTime } from "./traces.ts";
import type { Watched } from "./watching.ts";

export function judge(evidence: Evidence): readonly Found[] {
  const { stage, each, kept } = evidence;
  const names = (["slack", "discord"] as const).flatMap((platform) =>
    Array.from({ length: each }, (_, n) => nameOf(platform, n)),
  );
  const watched = stage.watched();
  const secrets = secretsOf(evidence, names, watched);
  const search = searchFor(secrets, watched);
  const fragments = createFragments(
    Array.from({ length: each }, (_, n) => (["slack", "discord"] as const).map((platform) => ({ platform, n }))).flat(),
    secrets.codenames.slice(0, mostCodenames),
    secrets.keys,
  );
  const all = [
    ...kept.flatMap((one) => ofKept(one, stage, search)),
    ...kept.flatMap((one) => piecesOf(one, fragments)),
    ...[...Map.groupBy(stage.heard, ({ to, what }) => `${to} ${what.replaceAll(/[\w-]{9,}|\d+/g, "…")}`)].flatMap(
      ([where, some]) => fragments(where, Buffer.concat(some.flatMap(({ body }) => [body, Buffer.from("\n")]))),
    ),
    ...kept.flatMap(ofHeads),
    ...ofModes(stage.modes()),
    ...stage.heard.flatMap((heard) => ofSent(heard, evidence, search)),
    ...ofWatched(watched, stage, search),
    ...audiences(stage, names),
    ...ofTime(evidence),
    ...ofOrder(evidence),
  ];
  return [...new Map(all.map((one) => [`${one.secret} ${one.form} ${one.where}`, one])).values()];
}

/** More tell nothing more of how codenames are cut short. */
const mostCodenames = 100;

function piecesOf({ files, rows, when }: Kept, fragments: ReturnType<typeof createFragments>): readonly Found[] {
  return [
    ...[...files].filter(([name, bytes]) => !isSqlite(bytes) && !/-wal$|^what the server/.test(name)),
    ...rows.tables
      .flatMap(columnsOf)
      .map(
        ({ where, values }) =>
          [
            where,
            Buffer.from(values.map((value) => bytesOfValue(value).toString("latin1")).join("\n"), "latin1"),
          ] as const,
      ),
  ].flatMap(([where, bytes]) => fragments(`${where}${when}`, bytes));
}

function secretsOf(
  { stage, receipts, kept }: Evidence,
  names: readonly string[],
  watched: readonly Watched[],
): Secrets {
  const { discord, slack } = stage;
  const { state, channel, thread } = discord;
  const questions = new Set([
    ...slack.socket.envelopes.keys(),
    ...slack.world.triggers.keys(),
    ...slack.world.addresses.keys(),
  ]);
  for (const { id, token, source } of state.interactions.values()) {
    questions.add(id).add(token);
    if (source) questions.add(source.id);
  }
  // Salts: a table that has a few rows has them for good.
  const salts = kept
    .flatMap(({ rows }) => rows.tables)
    .filter(({ rows }) => rows.length <= 3)
    .flatMap(({ rows }) => rows.flat())
    .flatMap((value) =>
      value instanceof Uint8Array && value.length >= 16 && value.length <= 64 ? [Buffer.from(value)] : [],
    );
  const keys = watched.flatMap((one) => (one.kind === "key" ? [Buffer.from(one.key, "base64")] : []));
  return {
    names,
    ids: names.map(userId),
    conversations: [
      ...new Set([
        ...followed(stage).map(({ id }) => id),
        ...names.filter((name) => name.endsWith("qzx")).map((name) => slack.direct(userId(name))),
      ]),
    ],
    where: [...channelsOfSlack, workspace, self.team, channel.id, thread.id, state.guild, "en-GB"],
    questions,
    words: sentences,
    replies: [replySentence],
    texts: receipts.map(({ text }) => text),
    codenames: receipts.map(({ codename }) => codename),
    keys: [
      ...new Map(
        [...keys, ...salts, ...stage.keys.map((key) => Buffer.from(key))].map((key) => [key.toString("base64"), key]),
      ).values(),
    ],
  };
}

function searchFor(secrets: Secrets, watched: readonly Watched[]): Search {
  const store = createNeedles();
  store.addAll(secrets);
  // A digest of a secret is a secret as well, and so is a digest of that.
  const reckoned = watched.flatMap((one) =>
    one.kind === "digest" ? [[Buffer.from(one.input, "base64"), Buffer.from(one.output, "base64")] as const] : [],
  );
  const known = new Set<Buffer>();
  for (let round = 0; round < 2; round++) {
    const search = createSearch(store.needles);
    for (const [input, output] of reckoned) {
      const [first] = known.has(output) ? [] : search(input, "");
      if (!first) continue;
      known.add(output);
      store.bytes(
        first.secret === "who" || first.secret === "pseudonym" ? "pseudonym" : first.secret,
        "a fingerprint",
        output,
      );
      const text = output.toString("base64url").slice(0, 22);
      if (first.secret === "who") store.text("pseudonym", text);
    }
  }
  return createSearch(store.needles);
}
