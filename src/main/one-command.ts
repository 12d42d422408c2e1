/**
 * One question needs one command: loading every other takes longer than answering. The others are looked for all the same
 * by whatever lists or proposes commands, and by buttons that lead to them; it is told, and the question is then asked
 * of all.
 */
import { loadCommand } from "../commands/index.ts";
import { checkCommands } from "../core/check-command.ts";
import type { Command } from "../core/command.ts";
import type { Election } from "../core/election.ts";
import type { Reply } from "../core/reply.ts";
import { commandsOf } from "./commands-of.ts";

export interface OneCommand {
  readonly commands: readonly Command[];
  /** Whether others were looked for. */
  readonly lacks: () => boolean;
}

/** @param line as typed @returns undefined where it does not begin with the whole name of a command */
export async function oneCommand(line: string, election: Election): Promise<OneCommand | undefined> {
  const name = /^\/([a-z][a-z0-9]*)(?![^ ])/.exec(line)?.[1];
  const found = name === undefined ? undefined : await loadCommand(name);
  if (found?.command.name !== name || !found) return undefined;
  checkCommands([found]);
  const [command] = commandsOf(election, [found.command]);
  if (!command) return undefined;
  let lacks = false;
  const leadsAway = ({ card }: Reply): boolean =>
    card?.actions?.some((action) => "ask" in action && action.ask.command !== name) === true;
  const watched: Command = {
    ...command,
    async run(args, context) {
      const reply = await command.run(args, context);
      // Whether it is there in this election, it alone can tell.
      lacks ||= leadsAway(reply);
      return reply;
    },
  };
  const commands = new Proxy([watched], {
    get(list, part) {
      if (part === "find")
        return (...given: Parameters<typeof list.find>) => {
          const found = list.find(...given);
          lacks ||= found === undefined;
          return found;
        };
      lacks = true;
      const is: unknown = Reflect.get(list, part);
      return typeof is === "function" ? is.bind(list) : is;
    },
  });
  return { commands, lacks: () => lacks };
}
