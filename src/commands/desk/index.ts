/** The desk's commands: made with the desk, which no other command has. */
import type { Command } from "../../core/command.ts";
import type { Desk } from "../../core/desk/desk.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import confirm from "./confirm.ts";
import correct from "./correct.ts";
import declare from "./declare.ts";
import glance from "./desk.ts";
import dismiss from "./dismiss.ts";
import freeze from "./freeze.ts";
import letThrough from "./letthrough.ts";
import log from "./log.ts";
import recount from "./recount.ts";
import refuse from "./refuse.ts";
import retract from "./retract.ts";
import setpoll from "./setpoll.ts";
import shift from "./shift.ts";
import solo from "./solo.ts";
import unfreeze from "./unfreeze.ts";

export const deskCommands = (desk: Desk, announcing: Announcing): readonly Command[] => [
  ...[
    confirm,
    correct,
    declare,
    dismiss,
    freeze,
    glance,
    letThrough,
    recount,
    refuse,
    retract,
    setpoll,
    shift,
    solo,
    unfreeze,
  ].map((make) => make(desk)),
  log(desk, announcing),
];
