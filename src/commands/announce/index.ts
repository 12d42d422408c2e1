/** Commands about the news that a channel is told: made with the announcing service, which no other command has. */
import type { Command } from "../../core/command.ts";
import type { Desk } from "../../core/desk/desk.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import change from "./change.ts";
import here from "./here.ts";
import list from "./list.ts";
import pause from "./pause.ts";
import resume from "./resume.ts";
import stop from "./stop.ts";
import test from "./test.ts";
import why from "./why.ts";

export const announceCommands = (announcing: Announcing, desk: Desk): readonly Command[] => [
  ...[change, here, list, pause, resume, stop, test].map((make) => make(announcing)),
  why(announcing, desk),
];
