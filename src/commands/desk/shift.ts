import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { listed } from "../../core/text.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "shift",
    summary: "Says that you are at the desk, or that you leave it",
    examples: ["/shift on", "/shift off"],
    args: z.object({ switch: hinted(z.enum(["on", "off"]), { label: "on or off", about: "on or off" }) }),
    asks: { title: "At the desk", submit: "Save" },
    audience: "asker",
    role: "editor",
    async run({ switch: to }, context) {
      const { me } = atDesk(desk, context);
      await desk.shift(me, to === "on", context.now);
      const names = (await desk.onShift()).map(({ name }) => name);
      const others = names.length === 0 ? "Nobody is on shift." : `On shift: ${listed(names)}.`;
      return { summary: `You are ${to} shift. ${others}`, data: { onShift: names } };
    },
  });
