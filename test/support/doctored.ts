/** A small server that answers the doctor as the platforms do, well or ill. */
import { createServer } from "node:http";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { scopes } from "../../src/adapters/slack/manifest.ts";
import { readConfig } from "../../src/config.ts";
import { checkup } from "../../src/main/checkup.ts";

export const folder = () => mkdtempSync(join(tmpdir(), "teller-doctor-"));
export const all = Object.keys(scopes).join(",");
export const key = "ab".repeat(32);
/** View Channels, Send Messages, in threads too, Read Message History, Attach Files. */
export const permissions = String(2 ** 10 + 2 ** 11 + 2 ** 15 + 2 ** 16 + 2 ** 38);

export type Page = {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** @param pages by path, over those of a healthy platform */
export async function platform(pages: Readonly<Record<string, Page>> = {}, date?: Date): Promise<string> {
  const healthy: Readonly<Record<string, Page>> = {
    "/auth.test": { body: { ok: true, team: "The Newsroom" }, headers: { "x-oauth-scopes": all } },
    "/blocks.validate": { body: { ok: true } },
    "/apps.connections.open": { body: { ok: true, url: "wss://…" } },
    "/v10/applications/@me": { body: { name: "Teller", verify_key: key, interactions_endpoint_url: null } },
    "/v10/users/@me/guilds": { body: [{ id: "80351110224678912", name: "Politics", permissions }] },
  };
  const server = createServer((request, response) => {
    const page = { ...healthy, ...pages }[request.url ?? ""] ?? { status: 404, body: "no such page" };
    const isLetIn = /^(Bearer xox|Bearer xapp|Bot )/.test(request.headers.authorization ?? "");
    response.writeHead(isLetIn ? (page.status ?? 200) : 401, {
      "content-type": "application/json",
      ...(date && { date: date.toUTCString() }),
      ...page.headers,
    });
    response.end(JSON.stringify(page.body));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

export const tokens = (url: string) => ({
  SLACK_BOT_TOKEN: "xoxb-1-hunter2",
  SLACK_APP_TOKEN: "xapp-1-hunter2",
  SLACK_API_URL: url,
  DISCORD_TOKEN: "a.b.hunter2",
  DISCORD_API_URL: url,
  DATABASE: join(folder(), "teller.sqlite"),
});

/** The doctor's findings that are not good. */
export async function found(env: Readonly<Record<string, string>>) {
  const checks = await checkup(readConfig(env));
  expect(JSON.stringify(checks)).not.toContain("hunter2");
  for (const { state, mend, name } of checks) if (state === "bad") expect(mend, name).toBeTruthy();
  return { checks, wrong: checks.filter(({ state }) => state !== "good") };
}
