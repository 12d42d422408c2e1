/** Cases as editors are shown them, and the answers to their acts. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import type { Command, Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Reply } from "../../core/reply.ts";
import { upper } from "../../core/text.ts";
import type { TipAct, TipActed, TipCase, TipLine } from "../tip-line.ts";
import { end, start, text, button } from "../../views/answer.ts";
import { caseActions } from "./relay.ts";

export const caseArg = () =>
  hinted(z.string().trim().min(1, "say which").max(20, "that is too long for a case number"), {
    label: "case",
    about: "a case’s number, such as K7PQ2M",
  });

/** The editor who asks, by the newsroom's list. @throws UserError for anyone who is not on it */
export function editorOf({ asker: { staff } }: Context): string {
  if (staff === undefined) throw new UserError("forbidden", "This is for those whom the newsroom has named.");
  return staff;
}

/** Counted in the record, which says what was tried and not by whom: whoever it was is not on the list. */
export const denied = (line: TipLine, what: string) => (): Promise<void> => line.tried(what);

export const stateWords = (is: TipCase): string =>
  `${is.state}${is.claimedBy === undefined ? "" : `, claimed by ${is.claimedBy}`}, ${is.age === 1 ? "1 day" : `${is.age} days`} since the last word`;

export function caseReply(is: TipCase, said = ""): Reply {
  const words = `${said}${said === "" ? "" : " "}Case ${is.number} is ${stateWords(is)}.`;
  return {
    summary: words,
    card: {
      title: `Case ${is.number}`,
      blocks: [text(words)],
      actions:
        is.state === "deleted" ? [] : [...caseActions(is.number), button("Delete", "tips delete", { case: is.number })],
    },
  };
}

/** @throws UserError where it was not done @param given words to be given back then */
export function actedReply(acted: TipActed, number: string, done: string, given?: string): Reply {
  switch (acted.kind) {
    case "done":
      return caseReply(acted.case, done);
    case "unknown":
      throw new UserError("not-found", "No case has that number.", ["/tips list"], given);
    case "refused": {
      const by = acted.by === undefined ? "" : ` It is ${acted.by}’s.`;
      throw new UserError("forbidden", `${acted.why}${by}`, [`/tips case ${number}`], given);
    }
  }
}

const sureArg = () =>
  hinted(z.literal("sure").optional(), {
    label: "sure",
    about: "sure, where it is another’s and you manage the newsroom",
  });

/** A command that ends a case. One that another has claimed is ended by a manager of the newsroom alone, who is asked once. */
export function endCommand(
  line: TipLine,
  act: Exclude<TipAct, "claim">,
  summary: string,
  done: string,
): Command<z.ZodObject<{ case: ReturnType<typeof caseArg>; sure: ReturnType<typeof sureArg> }>> {
  return {
    name: `tips ${act}`,
    summary,
    examples: [`/tips ${act} K7PQ2M`],
    args: z.object({ case: caseArg(), sure: sureArg() }),
    asks: { title: "A case of the tip line", submit: upper(act) },
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, act),
    async run({ case: number, sure }, context) {
      const me = editorOf(context);
      // By the newsroom's list: whoever manages a channel is no manager here by that.
      const isManager = context.asker.listed === "manager";
      const acted = await line.act(act, number, me, isManager && sure !== undefined);
      return isManager && acted.kind === "refused" && acted.over
        ? sureReply(act, number, acted.by)
        : actedReply(acted, number, done);
    },
  };
}

function sureReply(act: TipAct, number: string, by = "another"): Reply {
  const words = `Case ${number} has been claimed by ${by}, and nothing is done yet. Do you, as a manager, ${act === "spam" ? "mark it as spam" : `${act} it`} all the same?`;
  return {
    summary: words,
    card: {
      title: `Case ${number}`,
      blocks: [text(words)],
      actions: [button(`${upper(act)} it all the same`, `tips ${act}`, { case: number, sure: "sure" })],
    },
  };
}

export function listReply(cases: readonly TipCase[], state?: string): Reply {
  const shown = cases.filter((one) => state === undefined || one.state === state);
  const summary = `${shown.length} ${shown.length === 1 ? "case" : "cases"}${state === undefined ? "" : ` in the state ${state}`}.`;
  const rows = shown
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .slice(0, 30)
    .map(({ number, state: its, age, claimedBy = "" }) => [number, its, String(age), claimedBy]);
  return {
    summary,
    card: {
      title: "Cases of the tip line",
      blocks: [
        text(summary),
        ...(rows.length === 0
          ? []
          : [
              { kind: "table" as const, head: [start("Case"), start("State"), end("Days"), start("Claimed by")], rows },
            ]),
      ],
    },
    data: { cases: shown },
  };
}

const order: readonly TipCase["state"][] = [
  "relayed",
  "replied",
  "claimed",
  "sealed",
  "closed",
  "muted",
  "spam",
  "deleted",
];
