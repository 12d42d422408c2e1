/** People at the fake Discord: they can do as much as its client lets them, and see as much as it shows. */
import type { Option, Registered } from "./check.ts";
import { commandId, permission } from "./guild.ts";
import {
  deep,
  direct,
  secret,
  snowflake,
  textOf,
  type Component,
  type Interaction,
  type Message,
  type Modal,
  type Seen,
  type State,
} from "./state.ts";
import { attendedTime } from "../attended.ts";
import { userId } from "../edge.ts";

export interface Shown {
  readonly text: string;
  readonly audience: "channel" | "asker";
  /** Labels of its buttons, and of what its menus offer. */
  readonly buttons: readonly string[];
  /** Labels of the fields of a modal that was opened instead. */
  readonly form?: readonly string[];
  readonly message?: Message;
}

export interface Person {
  /** "/seat bath", "/targets party:labour range:1-50", or a command and its options. */
  slash(line: string, options?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Presses a button of the last message that they saw, or chooses from a menu there. */
  press(label: RegExp): Promise<Shown>;
  /** Fills in the open modal, by label, and sends it. */
  submit(values: Readonly<Record<string, string>>): Promise<Shown>;
  /** Sends an interaction that no client would: its type and data as they are. A press is on the last message seen. */
  raw(type: number, data: object): Promise<Shown>;
  /** Commands that the client offers them where they are. */
  menu(): readonly string[];
  /** Picks an entry of a message's own menu. */
  pick(entry: string, message: object): Promise<Shown>;
  /** Choices offered while they type an option. */
  complete(line: string, option?: string): Promise<readonly string[]>;
}

export interface Where {
  readonly direct?: boolean;
  /** Whether they are in the channel's thread. */
  readonly thread?: boolean;
  /** Whether they may change the channel. */
  readonly manages?: boolean;
  /** Whether they may mention everyone. */
  readonly callsAll?: boolean;
  /** In another server, by its id: one that the app was added to as well. */
  readonly guild?: string;
  /** Where nobody let the app in, and the person has it for themselves: a server, or a conversation among several. */
  readonly visits?: "server" | "group";
}

/** Milliseconds that a person waits for an answer: on a busy machine the first takes half a minute. */
const patience = 45_000;
const everyday = permission.view | permission.send;

export function createPerson(state: State, name: string, where: Where, deliver: (interaction: object) => void): Person {
  const [main, thread] = [...state.channels.values()];
  const there = where.thread ? thread : main;
  const channel = where.direct ? direct(name) : (there?.id ?? "");
  const user = { id: userId(name), username: name, discriminator: "0", avatar: null, global_name: name };
  if (where.direct && !state.channels.has(channel))
    state.channels.set(channel, {
      id: channel,
      type: 1,
      deleted: false,
      published: [],
      denied: 0n,
      overwrites: [],
      recipient: user.id,
    });
  let last: Message | undefined;
  let open: Modal | undefined;

  async function ask(type: number, data: object, source?: Message): Promise<Seen> {
    const interaction: Interaction = {
      id: snowflake(),
      token: secret(),
      type,
      user: user.id,
      channel,
      asked: attendedTime(),
      expired: state.expires,
      acknowledged: false,
      thinking: false,
      seen: Promise.withResolvers<Seen>(),
      ...(source && { source }),
    };
    state.interactions.set(interaction.id, interaction);
    const permissions = String(
      everyday | (where.manages ? permission.manageChannels : 0n) | (where.callsAll ? permission.mentionEveryone : 0n),
    );
    deliver({
      id: interaction.id,
      token: interaction.token,
      type,
      data,
      version: 1,
      application_id: state.application,
      channel_id: channel,
      channel: {
        id: channel,
        type: where.direct ? 1 : there?.type,
        ...(where.thread && { parent_id: there?.parent }),
      },
      locale: "en-GB",
      entitlements: [],
      authorizing_integration_owners: where.visits ? { 1: user.id } : where.direct ? { 0: "0" } : { 0: state.guild },
      app_permissions: "0",
      attachment_size_limit: 10_485_760,
      context: where.visits === "group" ? 2 : where.direct ? 1 : 0,
      ...(source && {
        message: { ...source, attachments: [], mentions: [], timestamp: new Date().toISOString(), type: 0 },
      }),
      ...(where.direct || where.visits === "group"
        ? { user }
        : {
            guild_id: where.guild ?? state.guild,
            member: { user, roles: [], permissions, joined_at: new Date().toISOString(), flags: 0 },
          }),
    });
    const timer = setTimeout(() => interaction.seen.reject(new Error("nothing was shown")), patience);
    return interaction.seen.promise.finally(() => clearTimeout(timer));
  }

  async function see(seen: Promise<Seen>): Promise<Shown> {
    const shown = await seen;
    if (shown.kind === "choices") throw new TypeError("suggestions instead of an answer");
    if (shown.kind === "modal") {
      open = shown.modal;
      const form = deep(open.components).flatMap(({ type, label }) => (type === 18 ? (label ?? "") : []));
      return { text: open.title, audience: "asker", buttons: [], form };
    }
    last = shown.message;
    const buttons = deep(last.components).flatMap(({ type, label, options = [] }) =>
      type === 2 ? (label ?? "") : type === 3 ? options.map((option) => option.label) : [],
    );
    return {
      text: shownAs(state, textOf(last)),
      audience: last.only === undefined ? "channel" : "asker",
      buttons,
      message: last,
    };
  }

  return {
    raw: (type, data) => see(ask(type, data, type === 3 ? last : undefined)),
    slash: (line, options) => see(ask(2, commandData(state, line, options))),
    async press(label) {
      const message = last;
      const parts = deep(message?.components);
      const button = parts.find((one) => one.type === 2 && label.test(one.label ?? ""));
      const menu = parts.find((one) => one.type === 3 && one.options?.some((option) => label.test(option.label)));
      if (message && !button && menu) {
        const values = menu.options?.filter((option) => label.test(option.label)).map(({ value }) => value);
        const chosen = values?.slice(0, 1);
        return see(ask(3, { custom_id: menu.custom_id, component_type: 3, id: menu.id, values: chosen }, message));
      }
      if (!message || !button?.custom_id) throw new TypeError(`no button ${label} to press`);
      return see(ask(3, { custom_id: button.custom_id, component_type: 2, id: button.id }, message));
    },
    async submit(values) {
      if (!open) throw new TypeError("no modal is open");
      const modal = open;
      open = undefined;
      return see(
        ask(5, { custom_id: modal.custom_id, components: modal.components.map((one) => filled(one, values)) }),
      );
    },
    menu: () => menuOf(state, user.id, where),
    async pick(entry, message) {
      const known = [...state.own, ...state.registered].find(({ type, name }) => type === 3 && name === entry);
      if (!known || !menuOf(state, user.id, where).includes(entry)) throw new TypeError(`no entry ${entry}`);
      const id = snowflake();
      const shown = { id, channel_id: channel, content: "", embeds: [], attachments: [], type: 0, ...message };
      return see(ask(2, { id: "1", type: 3, name: entry, target_id: id, resolved: { messages: { [id]: shown } } }));
    },
    async complete(line, option) {
      const data = commandData(state, line, undefined, true);
      const focused = data.wanted.find((one) => one.autocomplete && (option === undefined || one.name === option));
      if (!focused) throw new TypeError("nothing there is completed");
      const { options } = data;
      const mark = (list: readonly Given[]): object[] =>
        list.map((one) => ({
          ...one,
          ...(one.options && { options: mark(one.options) }),
          ...(one.name === focused.name && { focused: true }),
        }));
      const seen = await ask(4, { ...data, options: mark(options) });
      return seen.kind === "choices" ? seen.choices : [];
    },
  };
}

/** A command that the client knows is shown by its name, and can be pressed; any other as it was written. */
const shownAs = (state: State, text: string): string => {
  const ids = new Set([
    ...state.registered.map((_, i) => commandId(state, undefined, i)),
    ...state.own.map((_, i) => commandId(state, state.guild, i)),
  ]);
  return text.replaceAll(/<\/([^:>]+):(\d+)>/g, (whole, name: string, id: string) =>
    ids.has(id) ? `/${name}` : whole,
  );
};

function filled({ label = "", component }: Component, values: Readonly<Record<string, string>>): object {
  const { type = 4, custom_id, options = [] } = component ?? {};
  const typed = values[label];
  const before = component?.value;
  const chosen = options.filter((one) => (typed === undefined ? one.default === true : one.label === typed));
  const isChoice = type === 3 || type === 21;
  if (isChoice && typed !== undefined && chosen.length === 0) throw new TypeError(`nothing to choose for ${typed}`);
  const picked = chosen.map((one) => one.value);
  const entered =
    type === 3 ? { values: picked } : type === 21 ? { value: picked[0] ?? null } : { value: typed ?? before ?? "" };
  return { type: 18, id: 1, component: { type, id: 2, custom_id, ...entered } };
}

interface Given {
  readonly type: number;
  readonly name: string;
  readonly value?: string;
  readonly options?: readonly Given[];
}

function menuOf(state: State, person: string, where: Where): readonly string[] {
  const context = where.visits === "group" ? 2 : where.direct ? 1 : 0;
  const here = state.registered.filter(
    ({ contexts = [0, 1], integration_types: types = [0] }) =>
      contexts.includes(context) && (!where.visits || types.includes(1)),
  );
  const isOwn = context === 0 && !where.visits && where.guild === undefined;
  const roles = state.members.get(person) ?? [];
  const sees = ({ default_member_permissions: needed }: Registered, id: string): boolean => {
    const said = (
      state.grants.find((one) => one.id === id) ?? state.grants.find((one) => one.id === state.application)
    )?.permissions.filter((one) => one.id === person || roles.includes(one.id));
    if (said && said.length > 0) return said.some(({ permission: yes }) => yes);
    return needed === undefined || needed === null || where.manages === true;
  };
  return [
    ...here.filter((one) => sees(one, "")),
    ...(isOwn ? state.own.filter((one, i) => sees(one, commandId(state, state.guild, i))) : []),
  ].map(({ name }) => name);
}

/** A command as the client builds it from its registration: nothing unregistered, and nothing required left out. */
function commandData(state: State, line: string, named?: Readonly<Record<string, string>>, typing = false) {
  const words = line.replace(/^\//, "").split(" ");
  const command = [...state.own, ...state.registered].find(({ name }) => name === words[0]);
  if (!command) throw new TypeError(`the client knows no ${line}`);
  const sub = command.options?.find(({ type, name }) => type === 1 && name === words[1]);
  if (!sub && command.options?.some(({ type }) => type === 1)) throw new TypeError(`${line} cannot be asked bare`);
  const wanted = (sub ?? command).options ?? [];
  const rest = words.slice(sub ? 2 : 1).join(" ");
  const values = named ?? valuesOf(rest, wanted);
  const lacking = wanted.find(({ name, required }) => required && !values[name]);
  if (lacking && !typing) throw new TypeError(`the client asks for ${lacking.name}`);
  const given = wanted.flatMap(({ name }): Given[] =>
    values[name] === undefined ? [] : [{ type: 3, name, value: values[name].slice(0, 6_000) }],
  );
  const options = sub ? [{ type: 1, name: sub.name, options: given }] : given;
  return { id: "1", type: 1, name: command.name, options, wanted };
}

/** "party:labour range:1-50"; words without a name are the first option's. */
function valuesOf(rest: string, wanted: readonly Option[]): Record<string, string> {
  const names = wanted.map(({ name }) => name);
  const parts = rest.split(new RegExp(String.raw`(?:^|\s)(${names.join("|") || "$^"}):`));
  const [first = "", ...pairs] = parts;
  const values = Object.fromEntries(
    names.flatMap((_, i) => (pairs[i * 2] === undefined ? [] : [[pairs[i * 2], (pairs[i * 2 + 1] ?? "").trim()]])),
  );
  return first.trim() !== "" && names[0] ? { [names[0]]: first.trim(), ...values } : values;
}
