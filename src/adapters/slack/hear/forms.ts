/** Forms: names completed as they are typed, and what was filled in. */
import type { AckFn, ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import { inTime } from "../answers.ts";
import { faultsOf, formId, kindOf, modalOf, optionOf, readKept, valuesOf } from "../blocks/modal.ts";
import { cut } from "../blocks/text.ts";
import { typable } from "../entrance.ts";
import { limits, waits } from "../limits.ts";
import { drawn, stillThere } from "./drawn.ts";
import { follow, isSecret, leaving, tell, type Ears } from "./ears.ts";

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

  app.view<ViewSubmitAction>(formId, ({ body, view, ack: answered }) =>
    flights.take(async () => {
      const kept = readKept(view.private_metadata);
      const secret = isSecret(ears, kept.ask.command);
      const ack = quietly(answered, secret);
      const user = body.user.id;
      const values = valuesOf(view.state.values);
      const [first] = Object.keys(view.state.values);
      /** Said in the form, which stands as it was. */
      const beside = (words: string) => {
        const why = cut(typable(words, commands), limits.text);
        return first === undefined
          ? ack({ response_action: "update", view: stillThere(view, why) })
          : ack({ response_action: "errors", errors: { [first]: why } });
      };
      if (flights.closed) return beside(leaving.reply.summary);
      const errors = faultsOf(
        values,
        commands.find(({ name }) => name === kept.ask.command),
      );
      if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
      const since = performance.now();
      const { channel, thread, url } = kept;
      const from = { team: body.user.team_id };
      const begun = dispatch.call({
        ...kept.ask,
        args: { ...kept.ask.args, ...values },
        asker: await ears.judged({ user, channel, thread, forms: true, from, secret }),
      });
      if (begun.kind === "form") return ack({ response_action: "update", view: modalOf(begun.form, kept, commands) });
      // A form that is acknowledged is gone, with all that was typed.
      const patience = secret ? waits.form - (performance.now() - since) : waits.acknowledge;
      const answer = await inTime(begun.answer, patience);
      if (secret && !answer) return beside(slow);
      // An error in typed words is said where they can still be mended.
      if (answer?.problem && (secret || answer.problem !== "internal")) return beside(answer.reply.summary);
      const shown = answer && (secret || kept.url === undefined);
      await (shown ? ack({ response_action: "update", view: drawn(ears, answer, kept) }) : ack());
      if (!shown) await tell(ears, await begun.answer, { user, channel, url, thread });
      else await follow(ears, answer, { user, channel: undefined });
    }),
  );
}

const slow = "That takes longer than usual, and nothing is lost. Press again in a moment.";

type Ack = (response?: ViewResponseAction) => Promise<void>;

/** A lost acknowledgement is told by the form itself; of a secret one nobody else is told. */
const quietly =
  (ack: AckFn<ViewResponseAction>, secret: boolean): Ack =>
  async (response) => {
    await (secret ? ack(response).catch(() => {}) : ack(response));
  };
