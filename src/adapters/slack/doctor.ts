/** Faults of Slack's tokens and permissions, and how to mend them. */
import { z } from "zod";
import { linkScopes, scopes } from "./manifest.ts";
import { whyOf } from "./trouble.ts";
import type { SlackOptions } from "./index.ts";
import { clockFinding, type Finding } from "../../lib/finding.ts";

interface Options extends Pick<SlackOptions, "botToken" | "mode" | "apiUrl"> {
  /** Whether links are to be shown as cards. */
  readonly unfurls?: boolean;
  readonly now?: () => Date;
}

const usual = "https://slack.com/api/";
const patience = 10_000;

const answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  /** Of blocks.validate. */
  errors: z.array(z.object({ pointer: z.string().optional(), code: z.string().optional() })).optional(),
});

export async function doctor(options: Options): Promise<readonly Finding[]> {
  const { botToken, mode } = options;
  const told = await ask("auth.test", botToken, options);
  if ("trouble" in told) return [{ name: "Slack: reach", state: "bad", ...told.trouble }];
  const clock = clockFinding("Slack: clock", told.headers.get("date"), (options.now ?? (() => new Date()))());
  const { ok, error = "unknown_error", team = "a workspace" } = told.said;
  if (!ok) {
    const mend = "copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN; install the app first";
    return [clock, { name: "Slack: bot token", state: "bad", says: whyOf(error), mend }];
  }
  return [
    clock,
    { name: "Slack: bot token", state: "good", says: `is one of ${team}` },
    permissions(told.headers.get("x-oauth-scopes"), options.unfurls === true ? { ...scopes, ...linkScopes } : scopes),
    "socket" in mode ? await socket(mode.socket.appToken, options) : signed(mode.http.port),
    await blocksFinding(botToken, options),
  ];
}

function permissions(header: string | null, wanted: Readonly<Record<string, string>>): Finding {
  const name = "Slack: permissions";
  const have = new Set(header?.split(",").map((scope) => scope.trim()));
  const missing = Object.entries(wanted).filter(([scope]) => !have.has(scope));
  if (missing.length === 0) return { name, state: "good", says: "are all there, history too" };
  return {
    name,
    // Without these nobody is answered; without the others something is done less well.
    state: missing.some(([scope]) => scope === "commands" || scope === "chat:write") ? "bad" : "poor",
    says: `lack ${missing.map(([scope, why]) => `${scope} (to ${why})`).join(", ")}`,
    mend: "replace the app's manifest by what “teller manifest slack” prints, then install it again: Install App, Reinstall",
  };
}

/** Slack's refusals of what was judged, as against those of the question itself. */
const refused = /^invalid_(?:blocks|message|view)$/;

/** Slack's own judgement of one of each kind: https://docs.slack.dev/reference/methods/blocks.validate. Nothing is posted. */
async function blocksFinding(botToken: string, options: Options): Promise<Finding> {
  const name = "Slack: blocks";
  const { samples } = await import("./samples.ts");
  for (const { is, argument, value } of samples()) {
    const told = await ask("blocks.validate", botToken, options, { [argument]: JSON.stringify(value) });
    const error = "trouble" in told ? "no answer" : told.said.ok ? undefined : (told.said.error ?? "unknown_error");
    if (error === undefined) continue;
    if ("trouble" in told || !refused.test(error))
      return { name, state: "good", says: `were not looked at: Slack does not judge them here (${plain(error)})` };
    const [fault] = told.said.errors ?? [];
    const where = fault ? `, at ${(fault.pointer ?? "").slice(0, 80)} (${plain(fault.code ?? "")})` : "";
    return {
      name,
      state: "bad",
      says: `are refused: ${is}${where}`,
      mend: "look for a newer Teller; until then answers that Slack refuses come as plain text",
    };
  }
  return { name, state: "good", says: "are taken, one of each kind" };
}

/** Opens no connection: only asks where one could be opened. */
async function socket(appToken: string, options: Options): Promise<Finding> {
  const name = "Slack: Socket Mode";
  const told = await ask("apps.connections.open", appToken, options);
  if ("trouble" in told) return { name, state: "bad", ...told.trouble };
  if (told.said.ok) return { name, state: "good", says: "lets us connect" };
  const { error = "unknown_error" } = told.said;
  const mend =
    error === "missing_scope"
      ? "give the app-level token connections:write: Basic Information, App-Level Tokens"
      : "see that Settings, Socket Mode is on, and that SLACK_APP_TOKEN is an app-level token of this app with connections:write: Basic Information, App-Level Tokens";
  return { name, state: "bad", says: `is refused (${plain(error)})`, mend };
}

const signed = (port: number): Finding => ({
  name: "Slack: HTTP",
  state: "good",
  says: `is to be taken on port ${port}; whether Slack reaches it, only Slack can tell`,
});

type Told =
  | { readonly said: z.output<typeof answer>; readonly headers: Headers }
  | { readonly trouble: Pick<Finding, "says" | "mend"> };

async function ask(
  method: string,
  token: string,
  { apiUrl = usual }: Options,
  args?: Readonly<Record<string, string>>,
): Promise<Told> {
  const mend = "see whether this machine may reach it: a proxy, a firewall, SLACK_API_URL";
  try {
    const response = await fetch(new URL(method, apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`), {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      ...(args && { body: new URLSearchParams(args) }),
      signal: AbortSignal.timeout(patience),
    });
    const said = answer.safeParse(await response.json().catch(() => undefined));
    if (said.success) return { said: said.data, headers: response.headers };
    return { trouble: { says: `what answers is not Slack's API (HTTP ${response.status})`, mend } };
  } catch {
    return { trouble: { says: "Slack's API cannot be reached", mend } };
  }
}

/** A code, however long the answer is. */
const plain = (code: string): string => (/^\w{1,60}$/.test(code) ? code : "unknown");
