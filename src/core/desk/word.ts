/** What the desk itself has said: its names as a source, and its standing word. */
import type { Declaration } from "../declaration.ts";
import type { Entered, Proposal } from "./desk.ts";
import { isTied } from "./votes.ts";

/** As readers are told. */
const desk: Declaration["source"] = { name: "the desk", kind: "desk" };
/** Who corrects and retracts, above every source. */
const editors: Declaration["source"] = { name: "the editors", kind: "editors" };

export type Declared = Omit<Declaration, "revision">;

/** A proposal as the log takes it. */
export function declarationOf({ what, declaration }: Exclude<Proposal, { what: "unfreeze" }>): Declared {
  const { how: _, ...said } = declaration;
  return { ...said, source: what === "declare" || what === "recount" ? desk : editors };
}

export const stateOf = (what: Exclude<Proposal["what"], "unfreeze">, isCall: boolean): Entered["state"] => {
  switch (what) {
    case "declare":
      return isCall ? "called" : "result";
    case "correct":
      return "correction";
    case "retract":
      return "retraction";
    case "recount":
      return "recount";
  }
};

/** The newest of the desk and its editors; undefined where they have said nothing, or taken it back. */
export function deskWord(entries: readonly Declaration[]): Declaration | undefined {
  const own = entries.filter(
    ({ source, state }) => source.kind !== "feed" && source.kind !== "official" && state !== "recount",
  );
  const last = own.at(-1);
  return last?.state === "retraction" ? undefined : last;
}

/** Nothing is left to say of it: not a call whose votes are to come, nor a tie whose lot is. */
export function isWhole({ votes, winner }: Declaration): boolean {
  return votes !== undefined && (!isTied(Object.values(votes)) || winner !== undefined);
}
