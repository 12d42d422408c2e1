/**
 * Tips, replies, codenames and deletions by the thousand through both platforms' SDKs, while platforms fail and the program
 * is killed; then every byte that was kept or sent is searched for who they came from, and for what they said.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Decrypter, armor } from "age-encryption";
import { userId } from "../edge.ts";
import { self } from "../fake-slack/world.ts";
import type { Heard } from "../heard.ts";
import {
  answer,
  channelsOfSlack,
  check,
  erase,
  nameOf,
  reply,
  send,
  sourcesOf,
  wrongCodename,
  type Random,
  type Receipt,
  type Source,
} from "./lives.ts";
import { search, type Found, type Secret, type Secrets } from "./search.ts";
import { openCanaryStage, type CanaryStage, type CanaryStageOptions } from "./stage.ts";

export interface CanaryOptions extends CanaryStageOptions {
  readonly tips: number;
  readonly kills: number;
  readonly say?: (words: string) => void;
}

export interface CanaryReport {
  /** What was found where nothing may be. */
  readonly found: readonly Found[];
  /** Receipts that sources have. */
  readonly receipts: number;
  /** Case numbers that no editor got, though their sources have receipts and deleted nothing. */
  readonly lost: readonly string[];
  /** Deleted, and still standing in a channel. */
  readonly standing: readonly string[];
  /** Posts of a case beyond one for each tip and answer, each under the same number. */
  readonly repeated: number;
  readonly counts: Readonly<Record<"checks" | "answers" | "replies" | "deletions" | "refused", number>>;
  readonly kills: number;
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The end of its log. */
  readonly log: string;
}

export async function canary(options: CanaryOptions): Promise<CanaryReport> {
  const { tips, kills, mode, say = () => {} } = options;
  const began = performance.now();
  const stage = await openCanaryStage(options);
  const each = Math.max(2, Math.min(60, Math.ceil(tips / 6)));
  const sources = sourcesOf(stage, each);
  const random = seeded(options.seed);
  const counts = { checks: 0, answers: 0, replies: 0, deletions: 0, refused: 0 };
  const receipts: Receipt[] = [];
  try {
    await stage.start();
    await stage.discord
      .user("mia", { manages: true })
      .slash("/tip open")
      .catch(() => {});
    let n = 0;
    let killed = 0;
    const busy = new Set<Source>();
    for (let wave = 0; receipts.length < tips; wave++) {
      const isKill = killed < kills && receipts.length >= ((killed + 1) * tips) / (kills + 1);
      // As many as may wait for their codename's keys at once.
      const crew = sources.filter((source, i) => i % 3 === wave % 3 && !busy.has(source)).slice(0, 20);
      const work = Promise.all(
        crew.map(async (source) => {
          busy.add(source);
          try {
            const receipt = await send(source, (n += 1));
            receipts.push(receipt);
            const dice = random(8);
            counts.checks++;
            await check(source, dice < 3 ? wrongCodename(random) : receipt.codename);
            if (dice === 4) await answer(receipt).then(() => counts.answers++);
            if (dice === 5) await erase(receipt).then(() => counts.deletions++);
          } catch {
            // Killed meanwhile, or too much for one day: they come again.
            counts.refused++;
          } finally {
            busy.delete(source);
          }
        }),
      );
      if (isKill) {
        await pause(150 + random(400));
        await stage.kill();
        killed++;
        await stage.start();
        // Whoever it died on waits in vain for a while, and comes again later.
      } else await work;
      await stage.glance();
      counts.replies += await replies(stage, receipts, random);
      say(`${receipts.length} of ${tips} tips, ${killed} kills, ${JSON.stringify(counts)}`);
    }
    await Promise.all(stage.chaos.map((one) => one.calm()));
    const standing = await settled(stage, receipts, mode);
    await stage.glance();
    const live = await stage.kept();
    await stage.end();
    const found = searchAll(stage, await stage.kept(), mode, each, live);
    return {
      found,
      receipts: receipts.length,
      ...standing,
      counts,
      kills: killed,
      requests: stage.heard.length,
      bytes: [...live.values(), ...stage.heard.map(({ body }) => body)].reduce((sum, { length }) => sum + length, 0),
      seconds: (performance.now() - began) / 1_000,
      log: live.get("its log")?.toString().slice(-3_000) ?? "",
    };
  } finally {
    await stage.close();
  }
}

/** A few cases are replied to, and their sources read it. */
async function replies(stage: CanaryStage, receipts: readonly Receipt[], random: Random): Promise<number> {
  let done = 0;
  const posts = stage.slack.history(stage.editors.slack).map(({ text }) => text);
  const there = receipts
    .slice(-60)
    .filter(
      ({ number, isDeleted, isUnsure }) => !isDeleted && !isUnsure && posts.some((text) => text.includes(number)),
    );
  for (let i = 0; i < 3; i++) {
    const [receipt] = there.splice(random(Math.max(1, there.length)), 1);
    if (!receipt) break;
    // One editor, one thing after the other.
    // oxlint-disable-next-line no-await-in-loop
    const isDone = await reply(stage, receipt).catch(() => false);
    if (!isDone) continue;
    done++;
    // oxlint-disable-next-line no-await-in-loop
    await check(receipt.source, receipt.codename).catch(() => {});
  }
  return done;
}

/** Waits until all that has a receipt stands in both channels, and what was deleted in none. */
async function settled(
  stage: CanaryStage,
  receipts: readonly Receipt[],
  mode: "text" | "sealed",
): Promise<Pick<CanaryReport, "lost" | "standing" | "repeated">> {
  const sure = receipts.filter(({ isUnsure }) => !isUnsure);
  const end = performance.now() + 60_000;
  for (;;) {
    const shown = (["slack", "discord"] as const).map((platform) =>
      stage[platform].history(stage.editors[platform]).map(({ text }) => text),
    );
    const lost = [];
    const standing = [];
    for (const receipt of sure) {
      const posts = shown.map((texts) => texts.filter((text) => text.includes(receipt.number)));
      if (receipt.isDeleted && posts.flat().length > 0) standing.push(receipt.number);
      // oxlint-disable-next-line no-await-in-loop -- opened one by one
      if (!receipt.isDeleted && !(await hasWords(stage, posts, receipt, mode))) lost.push(receipt.number);
    }
    if ((lost.length === 0 && standing.length === 0) || performance.now() > end) {
      const posts = shown.map((texts) => texts.filter((text) => text.includes("A stranger’s words")));
      const repeated = posts.reduce((sum, texts) => sum + texts.length - new Set(texts).size, 0);
      return { lost, standing, repeated };
    }
    // oxlint-disable-next-line no-await-in-loop
    await pause(500);
  }
}

/** In each channel. */
async function hasWords(
  { identity }: CanaryStage,
  posts: readonly (readonly string[])[],
  { text }: Receipt,
  mode: "text" | "sealed",
): Promise<boolean> {
  if (mode === "text") return posts.every((some) => some.some((one) => one.includes(text)));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await Promise.all(
    posts.map(async (some) => {
      for (const one of some) {
        const armoured = /-----BEGIN[^]*END AGE ENCRYPTED FILE-----/.exec(one)?.[0];
        // oxlint-disable-next-line no-await-in-loop
        if (armoured && (await decrypter.decrypt(armor.decode(`${armoured}\n`), "text")).includes(text)) return true;
      }
      return false;
    }),
  );
  return opened.every(Boolean);
}

function searchAll(
  stage: CanaryStage,
  after: ReadonlyMap<string, Buffer>,
  mode: "text" | "sealed",
  each: number,
  live: ReadonlyMap<string, Buffer>,
): readonly Found[] {
  const secrets = secretsOf(stage, each);
  const opened = stage.discord.channel.id;
  const kept = [...after, ...[...live].map(([name, bytes]) => [`${name}, while it ran`, bytes] as const)].flatMap(
    ([name, bytes]) => search(bytes, name, secrets),
  );
  const sent = stage.heard.flatMap((heard) => {
    const { what, headers, body } = heard;
    const allowed = allowedIn(heard, stage, mode);
    const address = search(Buffer.from(`${what}\n${headers}`), what, secrets, allowedInAddress(heard));
    return [...address, ...search(body, what, secrets, allowed)];
  });
  // The channel in which a manager opened the line: that it is open there is what is kept of it.
  return [
    ...kept.filter(
      ({ around, where }) =>
        !(where.includes("sqlite") || where.includes("tables")) || !around.includes(`discord ${opened}`),
    ),
    ...sent,
  ];
}

const isAnswer = ({ what }: Heard): boolean =>
  what === "socket" || /\/(interactions|webhooks|respond)\/|\/api\/views\.(open|update)/.test(what);

/**
 * Where to something goes: an answer's own address is how it gets to whoever asked; and before each relay the server of the
 * editors' channel is asked what its members may see (at the fake there is one server for all).
 */
function allowedInAddress(heard: Heard): readonly Secret[] {
  if (isAnswer(heard)) return ["question"];
  return /^GET \S+\/guilds\/\d+(\/members\/\d+)?$/.test(heard.what) ? ["where"] : [];
}

/**
 * What may be sent, and where: to whoever asked, what they typed, their codename, and replies to them; in text mode tips to
 * the editors' channels; nothing else anywhere.
 */
function allowedIn(heard: Heard, { editors }: CanaryStage, mode: "text" | "sealed"): readonly Secret[] {
  const { what, body } = heard;
  const said = ["question", "words", "replies", "codename"] as const;
  // Slack shows the form to whoever asked, and hands back with it where the answer is to go.
  if (what.includes("/api/views.open")) return [...said, "where"];
  if (isAnswer(heard)) return said;
  const isEditors =
    what.includes(`/channels/${editors.discord}/messages`) ||
    (what.includes("chat.postMessage") && body.includes(`channel=${editors.slack}`));
  return isEditors && mode === "text" ? ["words"] : [];
}

function secretsOf({ discord }: CanaryStage, each: number): Secrets {
  const names = (["slack", "discord"] as const).flatMap((platform) =>
    Array.from({ length: each }, (_, n) => nameOf(platform, n)),
  );
  const { state, channel, thread } = discord;
  const questions = new Set<string>();
  for (const { id, token, source } of state.interactions.values()) {
    questions.add(id).add(token);
    if (source) questions.add(source.id);
  }
  return {
    who: [...names, ...names.map(userId)],
    where: [...channelsOfSlack, self.team, channel.id, thread.id, state.guild],
    questions,
  };
}

function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
