/**
 * Good manners in a place: the audience of an answer, commands that are off, limits on questions. Decided before
 * anything is sent.
 */
import type { Command } from "./command.ts";
import { placeKey, type Place } from "./place.ts";
import type { PlaceSettings, SettingsStore } from "./place-settings.ts";
import type { Pseudonym } from "./asker.ts";

/** Manners for a copy of one's own: no limits, and no audience to spare. */
export const alone = ({ command }: Pick<Asking, "command">): Verdict => ({
  kind: "answer",
  audience: command.audience,
  share: false,
});

/** So many, within so many milliseconds. */
interface Cap {
  readonly most: number;
  readonly spell: number;
}

export interface Caps {
  /** Public answers in one channel, after which the next are for the asker alone. */
  readonly publicAnswers: Cap;
  /** Answers that people shared with one channel, besides. */
  readonly shared: Cap;
  /** Questions of one caller. */
  readonly questions: Cap;
}

export const usualCaps: Caps = {
  publicAnswers: { most: 6, spell: 10 * 60_000 },
  shared: { most: 6, spell: 10 * 60_000 },
  questions: { most: 20, spell: 60_000 },
};

export type Verdict =
  | { readonly kind: "answer"; readonly audience: Command["audience"]; readonly share: boolean }
  | { readonly kind: "refuse"; readonly code: "forbidden" | "too-many"; readonly message: string };

export interface Asking {
  readonly place: Place;
  readonly caller: Pseudonym;
  readonly command: Command;
  /** Managers are not shut out of their own places by switching a command off. */
  readonly isManager: boolean;
  /** On the newsroom's list: the desk's commands are theirs as often as the night needs. */
  readonly isStaff?: boolean;
  /** See `Call`. */
  readonly share?: true;
  readonly aside?: true;
  readonly quiet?: true;
  /** Asked before its words are read, whether it would be refused: it counts when it is asked again, or if it is. */
  readonly ahead?: true;
  readonly now: Date;
}

/** Remembers, in memory alone, how much was asked of late. */
export function createManners(
  settings: SettingsStore,
  { publicAnswers, shared, questions }: Caps = usualCaps,
): (asking: Asking) => Verdict {
  const shown = createCounter(publicAnswers.spell);
  const given = createCounter(shared.spell);
  const asked = createCounter(questions.spell);
  return ({ place, caller, command, isManager, isStaff, share, aside, quiet, ahead, now }) => {
    const at = now.getTime();
    if (quiet) return { kind: "answer", audience: "asker", share: false };
    const isCounted = command.role === "anyone" || isStaff !== true;
    if (isCounted && asked.count(caller, at) >= questions.most)
      return {
        kind: "refuse",
        code: "too-many",
        message: "That is a lot of questions in one minute. Take a breath, and ask me again in the next.",
      };
    const chosen = settings.get(place);
    const shut = command.role === "anyone" && !isManager ? shutBy(chosen, command) : undefined;
    if (isCounted && (shut || !ahead)) asked.add(caller, at);
    if (shut) return { kind: "refuse", code: "forbidden", message: shut };
    const { answers } = chosen;
    if (ahead) return { kind: "answer", audience: "asker", share: false };
    if (command.audience === "asker") return { kind: "answer", audience: "asker", share: false };
    if (place.kind === "direct") return { kind: "answer", audience: "channel", share: false };
    const key = placeKey(place);
    if (share) {
      if (given.count(key, at) >= shared.most)
        return {
          kind: "refuse",
          code: "too-many",
          message: "Enough has been shared in this channel for now. Give it ten minutes.",
        };
      given.add(key, at);
      return { kind: "answer", audience: "channel", share: false };
    }
    const aloud = !aside && answers === "public" && shown.count(key, at) < publicAnswers.most;
    if (aloud) shown.add(key, at);
    return { kind: "answer", audience: aloud ? "channel" : "asker", share: !aloud && answers !== "off" };
  };
}

/** Why a place has no answer to a command, by the choice of those who run it. */
function shutBy({ answers, off }: PlaceSettings, { name }: Command): string | undefined {
  if (answers === "off")
    return "I do not answer in this channel: those who run it have asked me not to. You can ask me directly.";
  return off.includes(name) ? `/${name} is switched off here by those who run this channel.` : undefined;
}

/** Counts by key over the last `spell` milliseconds; forgets what is older. */
function createCounter(spell: number) {
  const times = new Map<string, number[]>();
  const recent = (key: string, now: number): number[] => (times.get(key) ?? []).filter((at) => at > now - spell);
  let swept = 0;
  return {
    count: (key: string, now: number): number => recent(key, now).length,
    add(key: string, now: number): void {
      times.set(key, [...recent(key, now), now]);
      if (now - swept < spell) return;
      swept = now;
      for (const [old, all] of times) if ((all.at(-1) ?? 0) <= now - spell) times.delete(old);
    },
  };
}
