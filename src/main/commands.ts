/** Joins every command; those of the capabilities are made with their services. */
import { announceCommands } from "../commands/announce/index.ts";
import { followCommands } from "../commands/follow/index.ts";
import { deskCommands } from "../commands/desk/index.ts";
import { loadCommands } from "../commands/index.ts";
import { checkCommands, type Loaded } from "../core/check-command.ts";
import type { Command } from "../core/command.ts";
import type { Election } from "../core/election.ts";
import type { Action, Reply } from "../core/reply.ts";
import type { Desk } from "../core/desk/desk.ts";
import { UserError } from "../core/errors.ts";
import type { Announcing } from "../core/news/announcing.ts";
import { tipCommands } from "../tips/commands/index.ts";
import type { TipLine } from "../tips/tip-line.ts";

/** Services of a running Teller; a single question from the command line has none of them. */
export interface Services {
  readonly announcing?: Announcing;
  readonly desk?: Desk;
  readonly tips?: TipLine;
}

/** @throws CommandError naming the file of a command that is not whole */
export async function joinCommands(services: Services = {}): Promise<readonly Command[]> {
  const {
    announcing = absent<Announcing>(
      "usage",
      "Nothing is kept here, and so no channel and nobody can be told news: start me with npm start -- --web, or join me to a chat platform as docs/newsroom says, and ask me there.",
    ),
    desk = absent<Desk>("forbidden", "There is no desk here: it works where I run all night and keep a log."),
    tips = absent<TipLine>("forbidden", "There is no tip line here: this newsroom has not set one up."),
  } = services;
  const loaded = [
    ...(await loadCommands()),
    ...from("src/commands/announce", announceCommands(announcing, desk)),
    ...from("src/commands/follow", followCommands(announcing)),
    ...from("src/commands/desk", deskCommands(desk, announcing)),
    ...from("src/tips/commands", tipCommands(tips)),
  ];
  checkCommands(loaded);
  return loaded.map(({ command }) => command).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

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

const from = (folder: string, commands: readonly Command[]): readonly Loaded[] =>
  commands.map((command) => ({ from: `${folder}, /${command.name}`, command }));

/** Stands in for an absent service: its commands are listed all the same, and say kindly why they cannot answer. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- which service it stands in for
function absent<S extends object>(code: "usage" | "forbidden", why: string): S {
  return new Proxy<S>(Object.create(null), {
    get() {
      throw new UserError(code, why);
    },
  });
}
