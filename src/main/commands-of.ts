/** The commands that an election has answers for. */
import type { Command } from "../core/command.ts";
import type { Election } from "../core/election.ts";
import type { Action, Reply } from "../core/reply.ts";

/**
 * Commands that mean something in an election: the others are not there, and no button leads to them.
 * @param commands every one of them
 */
export function commandsOf(election: Election, commands: readonly Command[]): readonly Command[] {
  const hidden = new Set(commands.filter((command) => command.needs?.(election) === false).map(({ name }) => name));
  if (hidden.size === 0) return commands;
  const leads = (action: Action): boolean => !("ask" in action) || !hidden.has(action.ask.command);
  const without = (reply: Reply): Reply => {
    const { card } = reply;
    return card?.actions ? { ...reply, card: { ...card, actions: card.actions.filter(leads) } } : reply;
  };
  return commands
    .filter(({ name }) => !hidden.has(name))
    .map((command) => ({
      ...command,
      async run(args, context) {
        return without(await command.run(args, context));
      },
    }));
}
