/** A Pigeon of our own: rooms, messages and people, over HTTP. */
import { createServer, type IncomingMessage } from "node:http";
import type { Refused } from "../../src/core/platform.ts";
import type { Shown } from "./platform-contract.ts";

interface Sheet {
  readonly id: string;
  text: string;
  readonly mark?: string;
  readonly at: number;
}

interface Drawn {
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly press?: string }[];
  readonly audience: Shown["audience"];
}

const statuses: Readonly<Record<Refused, number>> = { place: 403, message: 410, edit: 409, words: 422 };

export interface FakePigeon {
  readonly url: string;
  readonly token: string;
  /** The robot takes questions at a port. */
  robot(port: number): void;
  /** Texts in a room, the oldest first. */
  history(room?: string): readonly string[];
  /** Someone, by their id. */
  person(id: string, room?: string): { ask(line: string): Promise<Shown>; press(label: RegExp): Promise<Shown> };
  /** Trouble that the next post, or edit, meets. */
  next(trouble: Refused | "unclear"): void;
  close(): Promise<void>;
}

export const lobby = "lobby";

export async function openFakePigeon(): Promise<FakePigeon> {
  const token = "coo-hunter2-hunter2";
  const rooms = new Map<string, Sheet[]>([
    [lobby, []],
    ["desk", []],
  ]);
  let count = 0;
  let trouble: Refused | "unclear" | undefined;
  let door = "";

  function write(room: string, text: string, mark?: string): string {
    const id = String((count += 1));
    rooms.get(room)?.push({ id, text, at: Date.now(), ...(mark !== undefined && { mark }) });
    return id;
  }

  function answer(method: string, { pathname, searchParams }: URL, body: Partial<Sheet>): readonly [number, unknown?] {
    if (pathname === "/me") return [200, { name: "teller" }];
    const [, , room = "", messages, id] = pathname.split("/");
    const sheets = rooms.get(room);
    if (!sheets) return [404];
    if (!messages) return [200, { private: room === "desk", mayPost: true }];
    if (method === "GET") return [200, sheets.filter(({ at }) => at >= Number(searchParams.get("since")))];
    const met = method === "DELETE" ? undefined : trouble;
    if (met) trouble = undefined;
    if (met && met !== "unclear") return [statuses[met]];
    if (method === "POST") {
      const made = write(room, body.text ?? "", body.mark);
      return met ? [502] : [201, { id: made }];
    }
    const sheet = sheets.find((one) => one.id === id);
    if (!sheet) return [410];
    if (method === "DELETE") sheets.splice(sheets.indexOf(sheet), 1);
    else sheet.text = body.text ?? "";
    return [200, {}];
  }

  const server = createServer(async (request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const body = JSON.parse((await textOf(request)) || "{}") as Partial<Sheet>;
    const url = new URL(request.url ?? "", "http://pigeon");
    const [status, said] = isKnown ? answer(request.method ?? "", url, body) : [401];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said ?? {}));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    token,
    robot: (port) => void (door = `http://127.0.0.1:${port}`),
    history: (room = lobby) => (rooms.get(room) ?? []).map(({ text }) => text),
    person(user, room = lobby) {
      let buttons: Drawn["buttons"] = [];
      async function send(what: object): Promise<Shown> {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch(door, { method: "POST", headers, body: JSON.stringify({ user, room, ...what }) });
        if (!response.ok) throw new Error(`the robot answered ${response.status}`);
        const drawn = (await response.json()) as Drawn;
        if (drawn.audience === "channel") write(room, drawn.text);
        ({ buttons } = drawn);
        return { ...drawn, buttons: buttons.map(({ label }) => label) };
      }
      return {
        ask: (line) => send({ line }),
        press: (label) => send({ press: buttons.find((one) => label.test(one.label))?.press }),
      };
    },
    next: (what) => void (trouble = what),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += String(part);
  return text;
}
