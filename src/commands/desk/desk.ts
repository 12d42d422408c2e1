import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { deskReply } from "../../views/desk/desk-card.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "desk",
    summary: "The desk at a glance: who is on shift, what waits, where sources disagree, how they do",
    examples: ["/desk"],
    args: z.object({}),
    audience: "asker",
    role: "editor",
    async run(_, context) {
      const { me } = atDesk(desk, context);
      const [onShift, waiting, quarantined, sources, frozen, solo] = await Promise.all([
        desk.onShift(),
        desk.waiting(),
        desk.quarantined(),
        desk.sources(),
        desk.frozen(),
        desk.solo(),
      ]);
      return deskReply({
        me,
        onShift,
        waiting,
        quarantined,
        sources,
        history: desk.history(),
        ...(frozen && { frozen }),
        ...(solo && { solo }),
      });
    },
  });
