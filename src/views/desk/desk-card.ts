/** The desk at a glance. */
import type { Desk, Draft, Quarantined, SourceHealth } from "../../core/desk/desk.ts";
import type { History } from "../../core/news/history.ts";
import type { Block, Inline, Reply } from "../../core/reply.ts";
import { listed } from "../../core/text.ts";
import { button, note, text } from "../answer.ts";
import { many } from "../words.ts";
import { disagreements, disagreementWords } from "./disagreement.ts";
import { draftActions, draftLine } from "./draft.ts";

export interface AtAGlance {
  /** The staff name of the editor who looks. */
  readonly me: string;
  readonly onShift: Awaited<ReturnType<Desk["onShift"]>>;
  readonly waiting: readonly Draft[];
  readonly quarantined: readonly Quarantined[];
  readonly sources: readonly SourceHealth[];
  readonly frozen?: NonNullable<Awaited<ReturnType<Desk["frozen"]>>>;
  readonly solo?: NonNullable<Awaited<ReturnType<Desk["solo"]>>>;
  readonly history: History;
}

/** Items shown of each kind: each has buttons, of which platforms take few. */
const most = 5;

export function deskReply(seen: AtAGlance): Reply {
  const { me, onShift, waiting, quarantined, frozen, solo, history } = seen;
  const apart = disagreements(history);
  const names = onShift.map(({ name }) => name);
  const onNow = names.length === 0 ? "Nobody is on shift." : `On shift: ${listed(names)}.`;
  const counts = [
    many(waiting.length, "draft waits", "drafts wait"),
    many(quarantined.length, "item is quarantined", "items are quarantined"),
    `sources disagree on ${many(apart.length, "contest")}`,
  ];
  return {
    summary: `${frozen ? "Frozen. " : ""}${onNow} ${listed(counts)}.`,
    card: {
      title: "The desk",
      blocks: [
        ...(frozen
          ? [text({ bold: "Frozen" }, ` by ${frozen.by} at `, { time: frozen.at }, ": nothing is posted.")]
          : []),
        ...(solo
          ? [text({ bold: "Working alone" }, ` is allowed by ${solo.by} until `, { time: solo.until }, ".")]
          : []),
        text(onNow),
        ...section("Nothing waits for a second editor.", waiting, (one) => draftLine(one, history)),
        ...section("Nothing is quarantined.", quarantined, quarantineLine),
        ...section("Sources agree.", apart, (one) => disagreementWords(one, history)),
        ...seen.sources.map((source) => text(...sourceLine(source))),
      ],
      actions: [
        ...(frozen ? [button("Unfreeze", "unfreeze")] : []),
        ...waiting.slice(0, most).flatMap((draft) => draftActions(draft, history, draft.by !== me || !!solo, true)),
        ...quarantined.slice(0, most).map(({ id }) => button(`Dismiss ${id}`, "dismiss", { item: String(id) })),
      ],
    },
    data: {
      onShift: names,
      waiting: waiting.map(({ id }) => id),
      quarantined: quarantined.map(({ id }) => id),
      disagreements: apart.map(({ contest }) => contest),
      frozen: frozen !== undefined,
      solo: solo !== undefined,
    },
  };
}

function section<T>(none: string, all: readonly T[], line: (one: T) => readonly Inline[]): readonly Block[] {
  if (all.length === 0) return [note(none)];
  const rest = all.length - most;
  return [...all.slice(0, most).map((one) => text(...line(one))), ...(rest > 0 ? [note(`and ${rest} more`)] : [])];
}

const quarantineLine = ({ id, source, why, excerpt, at }: Quarantined): readonly Inline[] => [
  { bold: String(id) },
  ` Quarantined: ${source}, ${why}: “${excerpt}”, `,
  { time: at },
];

function sourceLine({ name, staff, heardAt, stillSince, trouble }: SourceHealth): readonly Inline[] {
  const heard: readonly Inline[] = heardAt ? ["heard at ", { time: heardAt }] : ["not heard yet"];
  const off: readonly Inline[] = trouble ? ["; in trouble since ", { time: trouble.since }, `: ${trouble.why}`] : [];
  const still: readonly Inline[] = stillSince ? ["; nothing has changed there since ", { time: stillSince }] : [];
  return [{ bold: name }, staff ? ", for the newsroom alone, " : ", ", ...heard, ...still, ...off];
}
