/** Permission to ask: by the asker's role, and by the manners that limit everyone. */
import { may, type Asker } from "./asker.ts";
import type { Command } from "./command.ts";
import { UserError } from "./errors.ts";
import type { Verdict } from "./manners.ts";
import type { Question } from "./read-line.ts";

/** @param denied told of a refusal @throws UserError where the command is not for this asker */
export function authorise(command: Command, asker: Asker, denied: () => void): void {
  if (may(command.role, asker)) return;
  denied();
  const who =
    command.role === "editor"
      ? "those whom the newsroom has named"
      : "those who run this channel, and those whom the newsroom has named";
  throw new UserError("forbidden", `/${command.name} is for ${command.role}s: ${who}.`);
}

/** @throws UserError that gives back text written at length, where the question is refused */
export function admitted(verdict: Verdict, { written }: Question): Extract<Verdict, { kind: "answer" }> {
  if (verdict.kind === "refuse") throw new UserError(verdict.code, verdict.message, [], written);
  return verdict;
}
