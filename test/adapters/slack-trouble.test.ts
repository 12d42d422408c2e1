/** Slack when things go wrong: refusals, haste, lost answers, lost connections, lost rights. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inForm } from "../support/long.ts";
import { userId } from "../support/edge.ts";
import { bodyOf, secrets, sign, typeOf, usualChannel } from "../support/fake-slack/index.ts";
import type { Trouble } from "../support/fake-slack/trouble.ts";
import { dispatch, openSlack, type SlackStage } from "../support/slack-stage.ts";
import { asDeliveryId, type DeliveryId, type Place } from "../../src/core/place.ts";

const place: Place = { platform: "slack", id: usualChannel, kind: "channel" };
const since = () => new Date(Date.now() - 1_000);
let count = 0;
const delivery = (): DeliveryId => asDeliveryId(`trouble${String((count += 1)).padStart(17, "0")}`);

describe("posts", () => {
  let stage: SlackStage;
  beforeAll(async () => {
    stage = await openSlack();
  });
  afterAll(() => stage.stop());
  const post = (id = delivery()) => stage.platform.post(place, { summary: `news ${id}` }, id);
  const find = (id: DeliveryId) => stage.platform.find(place, id, since());
  const standing = (id: DeliveryId) => stage.slack.messages().filter((text) => text.includes(id)).length;

  test.each([
    ["as it says", { status: 429, after: 7 }, 7_000],
    ["half a minute where it does not say", { status: 429 }, 30_000],
  ] as const)("too fast: later, %s, and until then nothing more is sent", async (_, trouble, after) => {
    const { slack, platform, stop } = await openSlack();
    slack.next("chat.postMessage", trouble);
    const send = () => platform.post(place, { summary: "news" }, delivery());
    expect(await send()).toEqual({ kind: "later", after });
    const next = await send();
    expect(next.kind === "later" && next.after).toBeGreaterThan(after - 1_000);
    expect(slack.messages()).toEqual([]);
    await stop();
  });

  test.each([
    ["a server error", { status: 500, done: true }],
    ["a reset", { reset: true, done: true }],
    ["silence", { stall: true, done: true }],
  ] as const)("%s after the message was in fact posted: unclear, not repeated, found", async (_, trouble) => {
    const id = delivery();
    stage.slack.next("chat.postMessage", trouble);
    expect((await post(id)).kind).toBe("unclear");
    expect(standing(id)).toBe(1);
    expect(await find(id)).toMatchObject({ place });
  });

  test.each([
    ["a server error", { status: 500, done: false }],
    ["a reset", { reset: true, done: false }],
  ] as const)("%s and nothing posted: unclear, and absent", async (_, trouble) => {
    const id = delivery();
    stage.slack.next("chat.postMessage", trouble);
    expect((await post(id)).kind).toBe("unclear");
    expect([standing(id), await find(id)]).toEqual([0, "absent"]);
  });

  test.each([
    ["channel_not_found", "place", /gone/],
    ["not_in_channel", "place", /invite/],
    ["is_archived", "place", /archived/],
    ["some_new_code", "place", /refused/],
    ["msg_blocks_too_long", "words", /refused/],
    ["msg_too_long", "words", /refused/],
    ["invalid_blocks", "words", /refused/],
    ["no_text", "words", /refused/],
    ["invalid_arguments", "words", /refused/],
  ])("%s: refused, what, and why", async (error, about, why) => {
    stage.slack.next("chat.postMessage", { error });
    expect(await post()).toMatchObject({ kind: "refused", about, why: expect.stringMatching(why) });
  });

  test.each([
    "account_inactive",
    "token_revoked",
    "invalid_auth",
    "ekm_access_denied",
    "team_access_not_granted",
    "enterprise_is_restricted",
    "two_factor_setup_required",
    "missing_scope",
  ])("%s: later, for it is no place's fault; said once, and asked once", async (code) => {
    const { slack, platform, lines, stop } = await openSlack({ start: false });
    slack.next("chat.postMessage", { error: code });
    const channels = [usualChannel, ...Array.from({ length: 4 }, () => slack.addChannel())];
    const told = (id: string) => platform.post({ ...place, id }, { summary: "news" }, delivery());
    const said = await Promise.all(channels.map(told));
    expect(said[0]).toEqual({ kind: "later", after: 60_000 });
    const edit = { place, id: "1.000001" };
    const later = [
      await platform.post(place, { summary: "x" }, delivery()),
      await platform.edit(edit, { summary: "x" }, delivery()),
    ];
    for (const one of later) expect(one.kind === "later" && one.after).toBeGreaterThan(55_000);
    expect(lines.filter(({ level }) => level === "error")).toMatchObject([{ fields: { code } }]);
    await stop();
  });

  test("Slack's own failure is unclear", async () => {
    stage.slack.next("chat.postMessage", { error: "internal_error" }, { error: "<html>a proxy's page</html>" });
    expect(await post()).toEqual({ kind: "unclear", why: "internal_error" });
    expect(await post()).toEqual({ kind: "unclear", why: "no_json" });
  });

  test("what could not be sent is for later", async () => {
    const { slack: gone, ...closed } = await openSlack({ start: false });
    await closed.stop();
    const { platform, stop } = await openSlack({ start: false, apiUrl: gone.apiUrl });
    expect((await platform.post(place, { summary: "hello" }, delivery())).kind).toBe("later");
    await stop();
  });

  test("a post is found behind many others, and reading may be tried again", async () => {
    const id = delivery();
    await post(id);
    for (let i = 0; i < inForm(210, 450); i++) await post();
    stage.slack.next("conversations.history", { status: 500, done: false }, { status: 429, after: 0 });
    expect(await find(id)).toMatchObject({ place });
  });

  test("history that may not be read cannot be looked into", async () => {
    for (const error of ["missing_scope", "not_in_channel", "channel_not_found"]) {
      stage.slack.next("conversations.history", { error });
      expect(await find(delivery())).toBe("cannot-look");
    }
    // What Slack's own trouble hides is not hidden for good.
    const failure = { error: "internal_error" };
    stage.slack.next("conversations.history", failure, failure, failure);
    expect(await find(delivery())).toBe("not now");
  });

  test("an edit is tried again, since it can be; of what was deleted it is refused", async () => {
    const posted = await post();
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    stage.slack.next("chat.update", { status: 500, done: false });
    expect((await stage.platform.edit(posted.message, { summary: "edited" }, delivery())).kind).toBe("sent");
    expect(stage.slack.messages().at(-1)).toBe("edited");
    expect(await stage.platform.edit({ place, id: "1.000001" }, { summary: "x" }, delivery())).toMatchObject({
      kind: "refused",
      about: "message",
      why: expect.stringMatching(/deleted/),
    });
  });

  test("an edit sits out a moment, and no more: then it is for later", async () => {
    const { slack, platform, stop } = await openSlack();
    const posted = await platform.post(place, { summary: "news" }, delivery());
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    const edit = (summary: string) => platform.edit(posted.message, { summary }, delivery());
    slack.next("chat.update", { status: 429, after: 1 });
    expect((await edit("after a moment")).kind).toBe("sent");
    expect(slack.messages().at(-1)).toBe("after a moment");
    slack.next("chat.update", { status: 429, after: 60 });
    const began = performance.now();
    expect(await edit("x")).toEqual({ kind: "later", after: 60_000 });
    expect((await edit("x")).kind).toBe("later");
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(slack.messages().at(-1)).toBe("after a moment");
    expect(slack.calls.filter((call) => call === "chat.update")).toHaveLength(1);
    await stop();
  });

  test("inspect says what stands in the way", async () => {
    const { world } = stage.slack;
    const channel = { is_member: false, is_private: true, is_archived: true };
    world.channels.set("COLD", { id: "COLD", ...channel });
    const old = await stage.platform.inspect({ ...place, id: "COLD" });
    expect(old).toMatchObject({ mayPost: false, mayReadBack: false, isPrivate: true });
    expect(old.wants.join(" ")).toMatch(/archived[^]*invite/);
    world.scopes.delete("channels:history");
    const deaf = await stage.platform.inspect(place);
    expect(deaf).toMatchObject({ mayPost: true, mayReadBack: false, wants: [expect.stringMatching(/permission/)] });
    world.scopes.add("channels:history");
    expect((await stage.platform.inspect({ ...place, id: "CNONE" })).wants.join(" ")).toMatch(/gone/);
  });
});

describe("files", () => {
  const long = "x".repeat(5_000);
  const reply = {
    summary: "long",
    card: { title: "Long", blocks: [{ kind: "file", name: "a.txt", text: long }] },
  } as const;
  const answer = { reply, audience: "channel" } as const;
  const ask: typeof dispatch = {
    ...dispatch,
    line: () => ({ kind: "answer", audience: "channel", answer: Promise.resolve(answer) }),
  };
  const upload = "files.completeUploadExternal";

  test("one that was perhaps sent is not sent again, and its asker told", async () => {
    const { slack, stop } = await openSlack({ ask });
    const told = slack.sight((sight) => /did not say whether/.test(JSON.stringify(sight)));
    slack.next(upload, { status: 500, done: true });
    await slack.user("ada").slash("/teller seat bath");
    expect(await told).toMatchObject({ message: { to: userId("ada") } });
    expect(slack.calls.filter((call) => call === upload)).toHaveLength(1);
    expect(slack.world.files.map(({ channel }) => channel)).toEqual([usualChannel]);
    await stop();
  });

  test("one that a channel refuses comes to its asker", async () => {
    const { slack, stop } = await openSlack({ ask });
    slack.next(upload, { error: "not_in_channel" });
    await slack.user("ada").slash("/teller seat bath");
    await expect.poll(() => slack.world.files.at(-1)?.channel).toBe(slack.world.direct(userId("ada")));
    await stop();
  });

  test("one that was asked for in a thread comes there", async () => {
    const { slack, stop } = await openSlack({ ask });
    await slack.user("ada").mention("seat bath", "1700000000.000001");
    await expect
      .poll(() => slack.world.files.at(-1))
      .toMatchObject({
        channel: usualChannel,
        thread: "1700000000.000001",
      });
    await stop();
  });

  test("a post promises none", async () => {
    const { slack, platform, stop } = await openSlack();
    await platform.post(place, reply, delivery());
    expect(slack.messages().at(-1)).not.toMatch(/follows/);
    expect(slack.messages().at(-1)).toMatch(/this is cut/);
    await stop();
  });
});

describe("connections", () => {
  test("after a request to come back, and after a cut, questions are answered again", async () => {
    const { slack, lines, stop } = await openSlack();
    for (const how of ["asked", "cut"] as const) {
      const arrival = slack.socket.arrival();
      slack.socket.drop(how);
      await arrival;
      expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Bath");
    }
    await expect.poll(() => lines.filter(({ event }) => /again|renewed/.test(event))).toHaveLength(2);
    await stop();
  });

  test("an answer in flight when the connection is lost still comes", async () => {
    const { slack, stop } = await openSlack();
    const pending = slack.user("ada").slash("/teller slow");
    await pause(200);
    slack.socket.drop("cut");
    expect((await pending.catch((error: Error) => error)) as unknown).toMatchObject({ text: "slow answered" });
    await stop();
  });

  test("an acknowledgement that is lost loses nothing else", async () => {
    const { slack, lines, stop } = await openSlack();
    const ada = slack.user("ada");
    await ada.slash("/teller seat nuneaton");
    const acts = [() => ada.press(/candidates/), () => ada.slash("/teller seat"), () => ada.slash("/teller seat bath")];
    for (const act of acts) {
      const arrival = slack.socket.arrival();
      slack.socket.hurry();
      expect((await act()).text.length).toBeGreaterThan(5);
      await arrival;
    }
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
    await stop();
  });

  test("a token revoked while the connection is lost ends nothing, and is asked about again later", async () => {
    const mode = { socket: { appToken: secrets.appToken, backoff: { shutOut: 50 } } };
    const { slack, lines, stop } = await openSlack({ mode });
    slack.revoke("token_revoked");
    slack.socket.drop("cut");
    await expect.poll(() => lines.filter(({ fields }) => fields?.code === "token_revoked")).toHaveLength(1);
    const arrival = slack.socket.arrival();
    slack.revoke(undefined);
    await arrival;
    expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Bath");
    await stop();
  });

  test.each([false, true])("an event delivered again is answered once (HTTP: %s)", async (http) => {
    const { slack, stop } = await openSlack(http ? { http } : {});
    const event = { type: "app_mention", user: "U1", text: "<@UTELLER> seat bath", ts: "1.1", channel: usualChannel };
    const payload = { type: "event_callback", team_id: "TTEST", event_id: "Ev1", event, authorizations: [] };
    for (const retry of [0, 1, 2, 3]) await slack.deliver("events_api", payload, retry);
    await expect.poll(() => slack.messages().length).toBe(1);
    await slack.deliver("events_api", { ...payload, event_id: "Ev2" });
    await expect.poll(() => slack.messages().length).toBe(2);
    await stop();
  });

  describe("an event that comes again to another instance", () => {
    const event = { type: "app_mention", user: "U1", text: "<@UTELLER> seat bath", ts: "1.1", channel: usualChannel };
    const payload = { type: "event_callback", team_id: "TTEST", event_id: "Ev1", event, authorizations: [] };
    const shared = () => {
      const taken = new Set<string>();
      const asked: string[] = [];
      const once = async (key: string) => {
        asked.push(key);
        return !taken.has(key) && taken.add(key) !== undefined;
      };
      return { asked, once };
    };

    test.each([false, true])("is answered by the first alone (HTTP: %s)", async (http) => {
      const { asked, once } = shared();
      const [one, other] = [
        await openSlack({ once, ...(http && { http }) }),
        await openSlack({ once, ...(http && { http }) }),
      ];
      await one.slack.deliver("events_api", payload);
      await expect.poll(() => one.slack.messages().length).toBe(1);
      await other.slack.deliver("events_api", payload, 1);
      await expect.poll(() => asked).toEqual(["slack:Ev1", "slack:Ev1"]);
      await other.slack.deliver("events_api", { ...payload, event_id: "Ev2" }, 1);
      await expect.poll(() => other.slack.messages().length).toBe(1);
      await one.slack.deliver("events_api", payload, 2);
      expect(asked).toEqual(["slack:Ev1", "slack:Ev1", "slack:Ev2"]);
      for (const { stop } of [one, other]) await stop();
    });

    test("rule 5: nothing is written down of what is typed to us alone, which may be a tip’s; it is answered once", async () => {
      const { asked, once } = shared();
      const { slack, stop } = await openSlack({ once });
      const direct = { ...event, type: "message", channel_type: "im", text: "seat bath", channel: "D1" };
      for (const retry of [0, 1]) await slack.deliver("events_api", { ...payload, event: direct }, retry);
      await slack.deliver("events_api", { ...payload, event_id: "Ev2" });
      await expect.poll(() => slack.messages().length).toBe(1);
      expect(slack.messages("D1")).toHaveLength(1);
      expect(asked).toEqual(["slack:Ev2"]);
      await stop();
    });

    test("is answered where nobody can tell whether it came before; a first delivery waits for nobody", async () => {
      const broken = await openSlack({ once: () => Promise.reject(new Error("no database")) });
      await broken.slack.deliver("events_api", payload, 1);
      await expect.poll(() => broken.slack.messages().length).toBe(1);
      expect(broken.lines.at(-1)?.event).toMatch(/could not be told/);
      await broken.stop();
      const slow = await openSlack({ once: () => new Promise(() => {}) });
      await slow.slack.deliver("events_api", payload);
      await expect.poll(() => slow.slack.messages().length).toBe(1);
      await slow.stop();
    });
  });

  test("while it leaves, it says so to whoever asks", async () => {
    const { slack, platform, stop } = await openSlack();
    const slow = slack.user("ada").slash("/teller slow");
    await pause(100);
    const stopped = platform.stop();
    expect((await slack.user("bob").slash("/teller seat bath")).text).toMatch(/restarted/);
    expect(await slack.user("cas").mention("seat bath")).toMatchObject({
      audience: "asker",
      text: expect.stringMatching(/restarted/),
    });
    expect((await slack.user("dan").dm("seat bath")).text).toMatch(/restarted/);
    await stopped;
    expect((await slow).text).toContain("slow answered");
    await stop();
  });
});

describe("signed requests", () => {
  let stage: SlackStage;
  beforeAll(async () => {
    stage = await openSlack({ http: true });
  });
  afterAll(() => stage.stop());
  const now = () => Math.floor(Date.now() / 1_000);
  const send = async (headers: Record<string, string>, path = "/slack/events", body = command): Promise<number> => {
    const url = `http://127.0.0.1:${stage.platform.port}${path}`;
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": typeOf("slash_commands"), ...headers },
    });
    await response.body?.cancel();
    return response.status;
  };
  const command = bodyOf("slash_commands", {
    command: "/teller",
    text: "help",
    user_id: "U1",
    channel_id: "C1",
    team_id: "T",
    response_url: "",
    trigger_id: "",
  });

  test.each([
    ["good", sign(command, secrets.signingSecret), 200],
    ["a little early", sign(command, secrets.signingSecret, now() + 60), 200],
    ["stale", sign(command, secrets.signingSecret, now() - 6 * 60), 401],
    ["from the future", sign(command, secrets.signingSecret, now() + 6 * 60), 401],
    ["forged", sign(command, "another secret"), 401],
    ["of another body", sign(`${command}x`, secrets.signingSecret), 401],
    ["none", {}, 401],
    ["dated in words", { ...sign(command, secrets.signingSecret), "x-slack-request-timestamp": "soon" }, 401],
  ] as const)("%s", async (_, headers, status) => {
    expect(await send(headers)).toBe(status);
  });

  test("elsewhere there is nothing", async () => {
    expect(await send(sign(command, secrets.signingSecret), "/elsewhere")).toBe(404);
    expect(await send(sign(command, secrets.signingSecret), "//")).toBe(404);
    const { status } = await fetch(`http://127.0.0.1:${stage.platform.port}/slack/events`);
    expect(status).toBe(404);
  });
});

describe("at the start and after", () => {
  test("a bad token is one clear line", async () => {
    const { platform, stop, lines } = await openSlack({ start: false, botToken: "xoxb-wrong" });
    await expect(platform.start([], {} as never)).rejects.toThrow(/^Slack does not start: .*SLACK_BOT_TOKEN\.$/);
    expect(lines).toEqual([]);
    await stop();
  });

  test("so is a bad app-level token, and a port that is taken", async () => {
    const one = await openSlack({ start: false, mode: { socket: { appToken: "xapp-wrong" } } });
    await expect(one.platform.start([], {} as never)).rejects.toThrow(/^Slack does not start: .*SLACK_APP_TOKEN/);
    const other = await openSlack({ http: true });
    const mode = { http: { port: other.platform.port ?? 0, host: "127.0.0.1", signingSecret: "x" } };
    const third = await openSlack({ start: false, mode });
    await expect(third.platform.start([], {} as never)).rejects.toThrow(
      /^Slack does not start: port \d+ cannot be used/,
    );
    for (const { stop } of [one, other, third]) await stop();
  });

  test.each([
    ["auth.test", "SLACK_BOT_TOKEN"],
    ["apps.connections.open", "SLACK_APP_TOKEN"],
  ])("%s: only what speaks of the token blames it", async (method, token) => {
    const { slack, platform, stop } = await openSlack({ start: false });
    const failing = async (trouble: Trouble): Promise<string> => {
      slack.next(method, trouble);
      return platform.start([], {} as never).then(
        () => "",
        (error: Error) => error.message,
      );
    };
    for (const error of ["invalid_auth", "account_inactive", "token_revoked", "not_authed"])
      expect(await failing({ error })).toContain(token);
    const others = [
      [{ status: 429, after: 7 }, /asks us to wait: start again in 7 s/],
      [{ error: "ratelimited" }, /asks us to wait/],
      [{ status: 500, done: false }, /is in trouble \(http_500\)/],
      [{ error: "fatal_error" }, /is in trouble/],
      [{ error: "<html>a proxy's page</html>" }, /is not Slack/],
      [{ reset: true, done: false }, /cannot be reached at 127\.0\.0\.1:\d+/],
      [{ error: "some_new_code" }, /Slack refused \(some_new_code\)/],
    ] as const;
    for (const [trouble, words] of others) {
      const said = await failing(trouble);
      expect(said).toMatch(words);
      expect(said).toMatch(/^Slack does not start: [^\n]*\.$/);
      expect(said).not.toMatch(/TOKEN/);
    }
    await stop();
  });

  test.each(["http://127.0.0.1:1/api/", "http://no-such-host.invalid/api/"])("%s cannot be reached", async (apiUrl) => {
    const { platform, stop } = await openSlack({ start: false, apiUrl });
    const { host } = new URL(apiUrl);
    await expect(platform.start([], {} as never)).rejects.toThrow(`Slack cannot be reached at ${host}`);
    await stop();
  });

  test("a token revoked in flight is told once, and ends nothing", async () => {
    const { slack, lines, platform, stop } = await openSlack();
    slack.revoke("token_revoked");
    const lost = [slack.user("ada").dm("seat bath"), slack.user("bob").dm("seat bath")].map((one) =>
      one.catch(() => {}),
    );
    expect(await platform.post(place, { summary: "news" }, delivery())).toMatchObject({ kind: "later" });
    await expect.poll(() => slack.calls.filter((call) => call === "chat.postMessage").length).toBe(5);
    await pause(50);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect((await slack.user("cas").slash("/teller seat bath")).text).toContain("Bath");
    await stop();
    void lost;
  });
});
