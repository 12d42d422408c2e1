/** A person at a Slack client: types, presses, fills in, and sees the answer. */
import { checkOptions, checkResponse, checkView } from "./check.ts";
import { eventOf, slashOf, typedAs, whoOf } from "./payloads.ts";
import { buttonsOf, inputsOf, seeMessage, seeView, wordsOf, type Input, type Seen } from "./screen.ts";
import type { Deliver } from "./wires.ts";
import { self, usualChannel, userId, type Json, type Message, type Sight, type View, type World } from "./world.ts";

/** Milliseconds until a person gives up waiting: on a busy machine the first answer takes half a minute. */
const patience = 45_000;

export interface Person {
  slash(line: string, channel?: string): Promise<Seen>;
  mention(text: string, thread?: string, channel?: string): Promise<Seen>;
  dm(text: string): Promise<Seen>;
  /** Chooses a shortcut of the app's from anywhere. */
  shortcut(callback: string): Promise<Seen>;
  home(): Promise<Seen>;
  /** @param times clicks, one right after another */
  press(label: string | RegExp, times?: number): Promise<Seen>;
  submit(values: Readonly<Record<string, string>>): Promise<Seen>;
  /** Types into the field of the open form that completes this kind of name. */
  complete(kind: string, typed: string): Promise<readonly string[]>;
}

const isSelect = ({ type }: Input["element"]): boolean => type === "external_select" || type === "static_select";

export function createPerson(name: string, world: World, deliver: () => Deliver): Person {
  const user = userId(name);
  let message: Message | undefined;
  let view: View | undefined;

  /** Does something, and resolves with the first thing that the person then sees. */
  async function sees(act: () => Promise<unknown>, channel: string): Promise<Seen> {
    const { promise, resolve, reject } = Promise.withResolvers<Sight>();
    const stop = world.watch((sight) => {
      const mine = sight.user === user;
      const here =
        sight.kind === "message" &&
        sight.user === undefined &&
        (sight.message.channel === channel || sight.message.channel === world.direct(user));
      if (mine || here) resolve(sight);
    });
    const timer = setTimeout(() => reject(new Error(`${name} saw nothing`)), patience);
    try {
      act().catch(reject);
      return look(await promise);
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  function look(sight: Sight): Seen {
    if (sight.kind === "view") {
      ({ view } = sight);
      message = undefined;
      return seeView(sight.view);
    }
    ({ message } = sight);
    view = undefined;
    return seeMessage(sight.message, user);
  }

  const common = (trigger = world.trigger(user)) => ({
    ...whoOf(name, user, world),
    api_app_id: "A1",
    token: "old",
    trigger_id: trigger,
  });

  async function slash(line: string, channel = usualChannel): Promise<Seen> {
    const trigger = world.trigger(user);
    const payload = slashOf({ name, user, line, channel, trigger, url: world.address(user, channel) }, world);
    return sees(async () => answered(await deliver()("slash_commands", payload), channel), channel);
  }

  /** An acknowledgement with a message in it is an answer. */
  function answered(body: Json, channel: string): void {
    if (Object.keys(body).length === 0) return;
    const refusal = checkResponse(body);
    if (refusal) throw new Error(`Slack refuses the answer: ${refusal.why}`);
    const to = body["response_type"] === "in_channel" ? {} : { to: user };
    const blocks = (body["blocks"] ?? []) as readonly Json[];
    world.post({ channel, text: String(body["text"]), blocks, ...to }, world.stamp(), user);
  }

  const person: Person = {
    slash,
    mention: (text, thread, channel = usualChannel) => {
      const words = `<@${self.user}> ${typedAs(text)}`;
      const inner = { type: "app_mention", text: words, ts: world.stamp(), channel };
      const payload = eventOf(user, world, thread === undefined ? inner : { ...inner, thread_ts: thread });
      return sees(() => deliver()("events_api", payload), channel);
    },
    dm: (text) => {
      const channel = world.direct(user);
      const payload = eventOf(user, world, {
        type: "message",
        channel_type: "im",
        text: typedAs(text),
        ts: world.stamp(),
        channel,
      });
      return sees(() => deliver()("events_api", payload), channel);
    },
    home: () => {
      const payload = eventOf(user, world, { type: "app_home_opened", tab: "home", channel: world.direct(user) });
      return sees(() => deliver()("events_api", payload), "");
    },
    shortcut: (callback) => {
      const payload = { type: "shortcut", ...common(), callback_id: callback, action_ts: world.stamp() };
      return sees(() => deliver()("interactive", payload), "");
    },
    press(label, times = 1) {
      const { text: submits } = (view?.view["submit"] ?? {}) as { text?: string };
      // A view's own button is pressed like any other.
      if (submits !== undefined && (typeof label === "string" ? submits === label : label.test(submits)))
        return person.submit({});
      const blocks = message?.blocks ?? (view?.view["blocks"] as readonly Json[] | undefined) ?? [];
      const button = buttonsOf(blocks).find(({ text: { text } }) =>
        typeof label === "string" ? text === label : label.test(text),
      );
      if (!button) throw new Error(`${name} sees no button ${String(label)}`);
      const { text, value, action_id, block_id, type } = button;
      const actions = [{ type, action_id, block_id, value, text, action_ts: world.stamp() }];
      const clicks = Array.from({ length: times }, () => ({
        type: "block_actions",
        ...common(),
        actions,
        ...surroundings(),
      }));
      return sees(() => Promise.all(clicks.map((one) => deliver()("interactive", one))), message?.channel ?? "");
    },
    async submit(values) {
      if (!view) throw new Error(`${name} sees no form`);
      const open = view;
      if (!open.view["submit"]) throw new Error(`${name} sees nothing to submit`);
      const state: Record<string, Json> = {};
      for (const { block_id: id, label, element, optional } of inputsOf(open)) {
        const { initial_option: initial } = element;
        const value = values[label.text] ?? element.initial_value ?? initial?.text.text;
        if (value === undefined && !optional) throw new Error(`Slack wants ${label.text}`);
        const entered = isSelect(element)
          ? { selected_option: value === undefined ? null : await optionOf(element, value) }
          : { value: value ?? null };
        state[id] = { [element.action_id]: { type: element.type, ...entered } };
      }
      const submitted = {
        ...open.view,
        id: open.id,
        hash: "h",
        app_installed_team_id: self.team,
        state: { values: state },
      };
      const payload = { type: "view_submission", ...common(), view: submitted, response_urls: [] };
      return sees(async () => submittedTo(await deliver()("interactive", payload), open), usualChannel);
    },
    complete: async (kind, typed) => (await suggest(`find:${kind}`, typed)).map(({ text }) => wordsOf(text)),
  };
  return person;

  /** The message or view of the button that is pressed. */
  function surroundings(): Json {
    if (view) {
      const whole = { ...view.view, id: view.id, hash: "h", app_installed_team_id: self.team };
      return { container: { type: "view", view_id: view.id }, view: whole };
    }
    if (!message) throw new Error(`${name} sees nothing`);
    const { channel, ts, to, thread } = message;
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const container = {
      type: "message",
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: to !== undefined,
      ...inThread,
    };
    // Of a message for one person Slack tells only where it is.
    const whole = to === undefined ? { message: { ts, type: "message", text: message.text, ...inThread } } : {};
    return {
      container,
      channel: { id: channel, name: "newsroom" },
      response_url: world.address(user, channel, message),
      ...whole,
    };
  }

  function submittedTo(body: Json, open: View): void {
    const { response_action: action, errors, view: next } = body;
    if (action === undefined) return;
    if (action === "errors") {
      const names = new Set(inputsOf(open).map(({ block_id: id }) => id));
      const foreign = Object.keys(errors as Json).find((id) => !names.has(id));
      if (foreign !== undefined) throw new Error(`Slack knows no field ${foreign}`);
      const words = Object.values(errors as Json).join("\n");
      const shown = { type: "context", elements: [{ type: "plain_text", text: words }] };
      return void world.show({ ...open.view, blocks: [...(open.view["blocks"] as Json[]), shown] }, user, open.id);
    }
    const refusal = checkView(next);
    if (refusal) throw new Error(`Slack refuses the view: ${refusal.why}`);
    world.show(next as Json, user, open.id);
  }

  async function suggest(action: string, typed: string) {
    if (!view) throw new Error(`${name} sees no form`);
    const input = inputsOf(view).find(({ element }) => element.action_id === action);
    if (!input) throw new Error(`the form has no field for ${action}`);
    const payload = {
      type: "block_suggestion",
      ...common(),
      action_id: action,
      block_id: input.block_id,
      value: typed,
    };
    const { options } = await deliver()("interactive", { ...payload, view: { ...view.view, id: view.id } });
    const refusal = checkOptions(options);
    if (refusal) throw new Error(`Slack refuses the options: ${refusal.why}`);
    return options as readonly { readonly text: { readonly text: string } }[];
  }

  /** The chosen option: of the field's list, or the first that is offered while they type. */
  async function optionOf({ options, action_id: action }: Input["element"], typed: string) {
    const option = options ? options.find(({ text }) => text.text === typed) : (await suggest(action, typed))[0];
    if (!option) throw new Error(`nothing to choose for ${typed}`);
    return option;
  }
}
