/** App Home: the state of things when someone looks, and how to ask. */
import type { types } from "@slack/bolt";
import type { Command } from "../../../core/command.ts";
import { paragraph } from "../blocks/body.ts";
import { limits } from "../limits.ts";
import { entrance } from "../names.ts";
import { blocksOf } from "../render.ts";
import type { Role } from "../../../core/asker.ts";
import type { Ears } from "./ears.ts";

/** Commands whose examples are named, where they are there: those that anyone may ask, and most do. */
const examples = ["seat", "results", "person", "targets"];

export function hearHome(ears: Ears): void {
  const { app, clients, flights } = ears;
  app.event("app_home_opened", async ({ event, body, context }) => {
    if (event.tab !== "home" || flights.closed || !(await ears.isNew(body.event_id, context.retryNum, true))) return;
    await flights.take(async () => {
      const blocks = await homeOf(ears, event.user);
      await clients.again.views.publish({ user_id: event.user, view: { type: "home", blocks } });
    });
  });
}

async function homeOf(ears: Ears, user: string): Promise<types.KnownBlock[]> {
  const asker = ears.asker({ user, channel: undefined, forms: false });
  // Our questions, not theirs: looking at Home uses up nothing of what they may ask.
  const asks = [...(staffs[asker.role] ?? []).map((command) => ({ command, args: {} })), ...ears.home];
  const begun = asks.map((ask) => ears.dispatch.call({ ...ask, asker, quiet: true }));
  const all = await Promise.all(begun.map((one) => (one.kind === "answer" ? one.answer : Promise.resolve(undefined))));
  // Where there is no desk, or nothing is kept, staff see what everyone does.
  const answers = all.filter((answer, i) => !answer?.problem || i >= asks.length - ears.home.length);
  const shown = answers.flatMap((answer) =>
    answer ? [...blocksOf(answer.reply, { ...ears.rendering, follows: false }), divider] : [],
  );
  return [...shown.slice(0, limits.blocks.view - 1), ...paragraph(howToAsk(ears.commands)).blocks];
}

/** Questions shown to staff before those that everyone sees. */
const staffs: Readonly<Partial<Record<Role, readonly string[]>>> = {
  editor: ["desk"],
  manager: ["desk", "announce list"],
};

const divider: types.DividerBlock = { type: "divider" };

function howToAsk(commands: readonly Command[]): string {
  const known = examples.flatMap((name) => commands.find((command) => command.name === name) ?? []);
  const some = known.map((command) => `${entrance} ${command.examples[0].slice(1)}`);
  return ["Ask in any channel, or write to me here without the first word:", ...some, `${entrance} help`].join("\n");
}
