/** The record of one seat: every entry with its editors, and every message that told it. */
import type { PlacedMessage } from "../../core/news/announcing.ts";
import type { Contest, LogEntry } from "../../core/declaration.ts";
import type { Draft } from "../../core/desk/desk.ts";
import type { History } from "../../core/news/history.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { note, text } from "../answer.ts";
import { many } from "../words.ts";
import { contestName } from "./at-desk.ts";
import { draftActions, draftLine } from "./draft.ts";
import { entryWords } from "./entry.ts";
import { upper } from "../../core/text.ts";

export interface ContestLog {
  readonly contest: Contest;
  /** In the order of the log. */
  readonly entries: readonly LogEntry[];
  /** The newest first. */
  readonly told: readonly PlacedMessage[];
}

/** Entries and messages shown for each contest: the newest. */
const most = 12;

export function logReply(
  name: string,
  kept: readonly ContestLog[],
  waiting: readonly Draft[],
  history: History,
): Reply {
  const entries = kept.flatMap((one) => one.entries);
  const told = kept.flatMap((one) => one.told);
  const counts = `${many(entries.length, "entry", "entries")} in the log, ${many(told.length, "message")} posted.`;
  return {
    summary: `${name}: ${counts}`,
    card: {
      title: `The log of ${name}`,
      blocks: [
        ...(entries.length === 0 ? [text("Nothing is known of it yet.")] : []),
        ...kept.flatMap((one) => keptBlocks(one, kept.length > 1, history)),
        ...waiting.map((draft) => text("Waits: draft ", ...draftLine(draft, history))),
      ],
      actions: waiting.flatMap((draft) => draftActions(draft, history, true, true)),
    },
    data: {
      entries: entries.map(({ seq, at, state, source, revision, hands }) => ({
        seq,
        at,
        state,
        source,
        revision,
        hands,
      })),
      told: told.map(({ id, place, kind, state }) => ({ id, platform: place.platform, place: place.id, kind, state })),
    },
  };
}

function keptBlocks({ contest, entries, told }: ContestLog, isHeaded: boolean, history: History): readonly Block[] {
  if (entries.length === 0 && told.length === 0) return [];
  const heading = isHeaded ? [text({ bold: upper(contestName(history.results, contest)) })] : [];
  const before = entries.length - most;
  return [
    ...heading,
    ...(before > 0 ? [note(`${many(before, "entry", "entries")} before these.`)] : []),
    ...entries.slice(-most).map((entry) => text(...entryWords(entry, history))),
    ...told.slice(0, most).map(toldLine),
    ...(told.length > most ? [note(`and ${many(told.length - most, "message")} before these`)] : []),
  ];
}

function toldLine({ place, kind, state, createdAt }: PlacedMessage): Block {
  return note(`In ${place.platform} ${place.id}: ${kind}, ${state}, begun at `, { time: createdAt });
}
