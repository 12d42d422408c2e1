/** The page, by the contract. Requests stand for the browser. */
import { platformContract, type Shown, type Stage, type User } from "../support/platform-contract.ts";
import { listen, openWeb, people, wordsOf } from "../support/web-stage.ts";

interface Answered {
  readonly html?: string;
  readonly form?: string;
  readonly audience?: "channel" | "asker";
  readonly files?: readonly { readonly text: string }[];
}

platformContract(
  "the page",
  {
    forms: true,
    complete: true,
    others: true,
    fail: false,
    missed: false,
    threads: false,
    doubles: false,
    links: false,
    most: 60_000,
    oneIn: 4,
  },
  async (parts): Promise<Stage> => {
    const client = await openWeb(parts, { people });
    const users = new Map<string, User>();

    function userFor(name: string): User {
      const as = people.find((one) => one.name === name)?.id ?? "";
      let codes: readonly (readonly [label: string, code: string])[] = [];
      let form: { readonly ask: unknown; readonly labels: ReadonlyMap<string, string> } | undefined;
      const send = async (path: string, body: unknown): Promise<Shown> => {
        const answer = await client.post(path, body, as, `tab${name.replaceAll(/[^a-z]/g, "")}`);
        if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
        const seen = (await answer.json()) as Answered;
        const html = seen.html ?? seen.form ?? "";
        const found = [...html.matchAll(/<button [^>]*data-code="([^"]*)">([^<]*)</g)];
        codes = found.map(([, code = "", label = ""]) => [label, unescaped(code)]);
        const labels = [...html.matchAll(/<label for="form\d+-([^"]+)">([^<]*)/g)].map(
          ([, field = "", label = ""]) => [label.trim(), field] as const,
        );
        const [, ask] = /data-ask="([^"]*)"/.exec(html) ?? [];
        form = ask === undefined ? undefined : { ask: JSON.parse(unescaped(ask)), labels: new Map(labels) };
        return {
          text: wordsOf(html),
          audience: seen.audience ?? "asker",
          buttons: codes.map(([label]) => label),
          ...(form && { form: labels.map(([label]) => label) }),
        };
      };
      return {
        ask: (line) => send("/ask", { line }),
        press: (label) => send("/press", { code: codes.find(([one]) => label.test(one))?.[1] }),
        submit: (values) =>
          send("/submit", {
            ask: form?.ask,
            values: Object.fromEntries(
              Object.entries(values).map(([label, value]) => [form?.labels.get(label), value]),
            ),
          }),
        complete: async (line) => (await client.post("/complete", { line }, as)).json() as Promise<string[]>,
      };
    }
    return {
      platform: client.web,
      place: { platform: "web", id: "newsroom", kind: "channel" },
      user(name) {
        const user = users.get(name) ?? userFor(name);
        users.set(name, user);
        return user;
      },
      async messages() {
        const { heard, wait, leave } = await listen(`${client.base}/events`, client.headers);
        // The night's state is told last of what stands there.
        await wait("night");
        leave();
        return heard.filter(({ event }) => event === "stands").map(({ data }) => wordsOf(String(data["html"])));
      },
      next: () => {},
      stop: () => client.stop(),
    };
  },
);

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
