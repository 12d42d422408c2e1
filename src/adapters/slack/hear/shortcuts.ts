/** Shortcuts, which the manifest names: a command's form from anywhere in Slack. Its answer is a view, as in App Home. */
import type { GlobalShortcut } from "@slack/bolt";
import { drawn } from "./drawn.ts";
import { acknowledge, isSecret, leaving, type Ears } from "./ears.ts";
import { inTime } from "../answers.ts";
import { modalOf } from "../blocks/modal.ts";
import { shortcuts } from "../names.ts";

export function hearShortcuts(ears: Ears): void {
  const { app, flights } = ears;
  for (const { callback, command } of shortcuts)
    app.shortcut<GlobalShortcut>({ callback_id: callback, type: "shortcut" }, ({ shortcut, ack }) =>
      flights.take(async () => {
        const acknowledged = acknowledge(ears, ack, isSecret(ears, command));
        await (isSecret(ears, command) ? open(ears, command, shortcut).catch(() => {}) : open(ears, command, shortcut));
        await acknowledged;
      }),
    );
}

async function open(ears: Ears, command: string, { user, trigger_id: trigger }: GlobalShortcut): Promise<void> {
  const ask = { command, args: {} };
  const secret = isSecret(ears, command);
  const { views } = secret ? ears.clients.hushed : ears.clients.patient;
  const from = { team: user.team_id };
  const asker = await ears.judged({ user: user.id, channel: undefined, forms: true, from, secret });
  const begun = ears.dispatch.call({ ...ask, asker });
  const channel = undefined;
  if (begun.kind === "form")
    return void (await views.open({ trigger_id: trigger, view: modalOf(begun.form, { channel }, ears.commands) }));
  const answer = ears.flights.closed ? leaving : await inTime(begun.answer);
  if (answer) await views.open({ trigger_id: trigger, view: drawn(ears, answer, { ask, channel }) });
}
