/** Forms: names completed as they are typed, and what was filled in. */
import type { types } from "@slack/bolt";
import type { Answer } from "../../../core/dispatch.ts";
import { inTime } from "../answers.ts";
import {
  answerModal,
  faultsOf,
  formId,
  kindOf,
  modalOf,
  optionOf,
  readKept,
  valuesOf,
  type Kept,
} from "../blocks/modal.ts";
import { cut } from "../blocks/text.ts";
import { typable } from "../entrance.ts";
import { limits } from "../limits.ts";
import { blocksOf } from "../render.ts";
import { follow, isSecret, leaving, say, show, tell, type Ears } from "./ears.ts";

export function hearForms(ears: Ears): void {
  const { app, dispatch, commands, flights } = ears;

  app.options(/^find:/, ({ options, body, ack }) =>
    flights.take(async () => {
      const asker = ears.asker({ user: body.user.id, channel: undefined, forms: false });
      const kind = kindOf(options.action_id);
      const typed = options.value.slice(0, limits.options.value);
      const names = kind ? dispatch.complete(kind, typed, asker, limits.options.most - 1) : [];
      // A select takes only what it offers, and a command may take more than names: what was typed is offered last.
      const all = names.includes(typed) || typed.trim() === "" ? names : [...names, typed];
      await ack({ options: all.map(optionOf) });
    }),
  );

  app.view(formId, ({ body, view, ack }) =>
    flights.take(async () => {
      const kept = readKept(view.private_metadata);
      const user = body.user.id;
      const values = valuesOf(view.state.values);
      const [first = ""] = Object.keys(view.state.values);
      const beside = (why: string) =>
        ack({ response_action: "errors", errors: { [first]: cut(typable(why, commands), limits.text) } });
      if (flights.closed) return beside(leaving.reply.summary);
      const errors = faultsOf(
        values,
        commands.find(({ name }) => name === kept.ask.command),
      );
      if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
      const args = { ...kept.ask.args, ...values };
      const secret = isSecret(ears, kept.ask.command);
      const begun = dispatch.call({
        ...kept.ask,
        args,
        asker: await ears.judged({
          user,
          channel: kept.channel,
          thread: kept.thread,
          forms: true,
          from: { team: body.user.team_id },
          secret,
        }),
      });
      if (begun.kind === "form") return ack({ response_action: "update", view: modalOf(begun.form, kept, commands) });
      const answer = await inTime(begun.answer);
      // What is wrong with what they typed is said where they can still mend it.
      if (answer?.problem && answer.problem !== "internal") return beside(answer.reply.summary);
      const shown = answer && kept.url === undefined;
      await (shown ? ack({ response_action: "update", view: modalFor(answer) }) : ack());
      if (secret)
        return shown
          ? follow(ears, answer, { user, channel: undefined, secret })
          : tellSecret(await begun.answer, user, kept);
      const { url, channel, thread } = kept;
      await (shown
        ? follow(ears, answer, { user, channel: undefined })
        : tell(ears, await begun.answer, { user, channel, url, thread }));
    }),
  );

  const modalFor = ({ reply }: Answer): types.ModalView => answerModal(blocksOf(reply, ears.rendering));

  /** By the address that came with the question, and after half an hour as a message to the asker. */
  async function tellSecret(answer: Answer, user: string, { url, channel, thread }: Kept): Promise<void> {
    try {
      if (url !== undefined) return await show(ears, answer, { user, channel, url, thread, secret: true });
    } catch (error) {
      ears.complain("an answer came too late for its address", error);
    }
    await say(ears, answer, { user, channel, thread, secret: true });
  }
}
