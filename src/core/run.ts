/** A command's own reply, and the buttons that everyone's answers get. */
import { complaintsAbout } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { misused } from "./parse.ts";
import { writtenIn } from "./question.ts";
import type { Ask, Reply } from "./reply.ts";

/** Buttons that an answer gets besides its own. */
export interface Offers {
  /** The question that a Share button asks again, aloud. */
  readonly share?: Ask;
  readonly copy: boolean;
}

/** A command's own reply. @throws UserError where the arguments do not fit */
export async function run(command: Command, args: Ask["args"], context: Context): Promise<Reply> {
  // Of a few words: the first asker of each command does not wait until its schema is compiled.
  const read = command.args.safeParse(args, { jitless: true });
  if (!read.success) throw misused(command, complaintsAbout(command.args, args), writtenIn(command, args));
  return command.run(read.data, context);
}

/** The same reply with those buttons. */
export function offered({ copy, ...reply }: Reply, offers: Offers): Reply {
  const copies = copy && offers.copy ? [{ label: "Copy", ask: copy }] : [];
  const shares = offers.share ? [{ label: "Share", ask: offers.share, share: true as const }] : [];
  if (!reply.card || copies.length + shares.length === 0) return reply;
  return { ...reply, card: { ...reply.card, actions: [...(reply.card.actions ?? []), ...copies, ...shares] } };
}
