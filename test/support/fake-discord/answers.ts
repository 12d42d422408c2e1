/** Answers to an interaction, as Discord has them: one acknowledgement, then edits and further messages. */
import { attendedTime } from "../attended.ts";
import { choiceFaults, messageFaults, modalFaults, faultsOf } from "./check.ts";
import {
  snowflake,
  textOf,
  type Component,
  type Embed,
  type Interaction,
  type Message,
  type Modal,
  type State,
} from "./state.ts";

export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface Body {
  readonly flags?: number;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly embeds?: readonly Embed[];
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly roles?: readonly string[] };
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
}

interface Callback {
  readonly type: number;
  readonly data?: Body & Modal & { readonly choices?: readonly { readonly name: string; readonly value: string }[] };
}

const ephemeral = 64;
const loading = 128;
const both = 32_768 | ephemeral;
const types = { command: 2, component: 3, autocomplete: 4, modal: 5 };

/** @throws Refusal with Discord's own code for a malformed body */
export function refuse(state: State, what: string, judge: () => readonly string[]): void {
  const faults = state.judges ? judge() : [];
  if (faults.length === 0) return;
  state.refused.push(`${what}: ${faults.join("; ")}`);
  throw new Refusal(400, 50_035, `Invalid Form Body: ${faults.join("; ")}`);
}

export function say(state: State, channel: string, body: Body, only?: string): Message {
  const message: Message = {
    id: snowflake(),
    channel_id: channel,
    author: { id: state.bot, username: "teller", bot: true },
    flags: body.flags ?? 0,
    content: body.content ?? "",
    components: numbered(body.components ?? []),
    embeds: body.embeds ?? [],
    was: [],
    ...(only !== undefined && { only }),
    ...(body.nonce !== undefined && { nonce: body.nonce }),
  };
  state.messages.push(message);
  return message;
}

/** Components without an id get one. */
function numbered(components: readonly Component[]): Component[] {
  let next = 0;
  const give = (one: Component): Component => ({
    ...one,
    id: one.id || ++next,
    ...(one.components && { components: one.components.map(give) }),
  });
  return components.map(give);
}

export function change(message: Message, body: Body): Message {
  message.was.push(textOf(message));
  message.flags = (message.flags & ephemeral) | ((body.flags ?? message.flags) & ~ephemeral);
  message.content = body.content ?? message.content;
  message.components = numbered(body.components ?? message.components);
  message.embeds = body.embeds ?? message.embeds;
  return message;
}

export function acknowledge(state: State, interaction: Interaction, callback: Callback): void {
  const late = attendedTime() - interaction.asked > 3_000;
  if (interaction.expired || late) throw new Refusal(404, 10_062, "Unknown interaction");
  if (interaction.acknowledged) throw new Refusal(400, 40_060, "Interaction has already been acknowledged.");
  refuse(state, `callback ${callback.type}`, () =>
    faultsOf("Callback", callback, () => callbackFaults(interaction, callback)),
  );
  interaction.acknowledged = true;
  const { type, data } = callback;
  const hidden = ((data?.flags ?? 0) & ephemeral) !== 0;
  if (type === 4 && data)
    show(
      interaction,
      (interaction.original = say(state, interaction.channel, data, hidden ? interaction.user : undefined)),
    );
  if (type === 5) {
    interaction.thinking = true;
    const words = { content: "teller is thinking…", flags: data?.flags ?? 0 };
    interaction.original = say(state, interaction.channel, words, hidden ? interaction.user : undefined);
  }
  if ((type === 6 || type === 7) && interaction.source) interaction.original = interaction.source;
  if (type === 7 && data && interaction.source) show(interaction, change(interaction.source, data));
  if (type === 8) interaction.seen.resolve({ kind: "choices", choices: (data?.choices ?? []).map(({ name }) => name) });
  if (type === 9 && data) interaction.seen.resolve({ kind: "modal", modal: data });
}

function callbackFaults({ type: asked, source }: Interaction, { type, data }: Callback): string[] {
  if ((asked === types.autocomplete) !== (type === 8)) return ["suggestions go with typing, and nothing else does"];
  if ((type === 6 || type === 7) && !source) return ["there is no message to update"];
  if (type === 9) return asked === types.modal ? ["a modal after a modal"] : data ? modalFaults(data) : ["no modal"];
  if (type === 8) return choiceFaults(data?.choices ?? []);
  if (type === 5) return ((data?.flags ?? 0) & ~ephemeral) !== 0 ? ["a promise is ephemeral or not"] : [];
  if (type === 4) return data ? messageFaults(data, [], both) : ["an empty message"];
  return type === 7 && data ? messageFaults(data) : [];
}

const show = (interaction: Interaction, message: Message): void =>
  interaction.seen.resolve({ kind: "message", message });

function known(state: State, token: string): Interaction {
  const interaction = [...state.interactions.values()].find((one) => one.token === token);
  if (!interaction?.acknowledged || interaction.expired) throw new Refusal(404, 10_015, "Unknown Webhook");
  return interaction;
}

export function editOriginal(state: State, token: string, body: Body, files: readonly string[]): Message {
  const interaction = known(state, token);
  refuse(state, "edit of an answer", () => faultsOf("WebhookEdit", body, () => messageFaults(body, files)));
  if (!interaction.original) throw new Refusal(404, 10_008, "Unknown Message");
  // The placeholder's own words are removed.
  if (interaction.thinking) interaction.original.content = "";
  interaction.thinking = false;
  const message = change(interaction.original, body);
  show(interaction, message);
  return message;
}

/** The answer, with the flag of a promise while it is one. */
export function original(state: State, token: string): object {
  const interaction = known(state, token);
  if (!interaction.original) throw new Refusal(404, 10_008, "Unknown Message");
  const { flags, ...message } = interaction.original;
  return { ...message, flags: interaction.thinking ? flags | loading : flags };
}

export function removeOriginal(state: State, token: string): void {
  const interaction = known(state, token);
  const { original } = interaction;
  if (!original || !state.messages.includes(original)) throw new Refusal(404, 10_008, "Unknown Message");
  state.index.remove(original);
  delete interaction.original;
  interaction.thinking = false;
}

export function followUp(state: State, token: string, body: Body, files: readonly string[]): Message {
  const interaction = known(state, token);
  refuse(state, "a further answer", () => faultsOf("WebhookCreate", body, () => messageFaults(body, files, both)));
  // The next message is the promised one, and is seen by those to whom it was promised.
  if (interaction.thinking)
    return editOriginal(state, token, { ...body, flags: (body.flags ?? 0) & ~ephemeral }, files);
  const hidden = ((body.flags ?? 0) & ephemeral) !== 0;
  const message = say(state, interaction.channel, body, hidden ? interaction.user : undefined);
  show(interaction, message);
  return message;
}
