/** The terminal, by the contract. A pipe stands for the screen. */
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Dispatch } from "../../src/core/dispatch.ts";
import type { Form } from "../../src/core/form.ts";
import { createTerminal } from "../../src/adapters/terminal/index.ts";
import { platformContract, type Shown, type Stage, type User } from "../support/platform-contract.ts";

platformContract(
  "terminal",
  {
    forms: true,
    complete: false,
    others: false,
    fail: false,
    missed: false,
    threads: false,
    doubles: false,
    links: false,
    most: 10_000_000,
  },
  async ({ commands, dispatch, timeZone }): Promise<Stage> => {
    const input = new PassThrough();
    const output = new PassThrough();
    let screen = "";
    output.setEncoding("utf8").on("data", (text: string) => (screen += text));
    const platform = createTerminal({
      in: Object.assign(input, { isTTY: false }) as unknown as NodeJS.ReadStream,
      out: Object.assign(output, { isTTY: false, columns: 200 }) as unknown as NodeJS.WriteStream,
      timeZone,
      greeting: "",
    });
    let buttons: readonly string[] = [];
    let form: Form | undefined;
    const line: Dispatch["line"] = (typed, asker) => {
      const begun = dispatch.line(typed, asker);
      form = begun.kind === "form" ? begun.form : undefined;
      return begun;
    };
    await platform.start(commands, { ...dispatch, line });

    /** Answers end with an empty line; a pause tells that no more is coming. */
    async function type(line: string): Promise<Shown> {
      const before = screen.length;
      input.write(`${line}\n`);
      const asks = (): boolean => form !== undefined && screen.slice(before).includes(`${form.fields[0].label}: `);
      while (!screen.slice(before).endsWith("\n\n") && !asks()) await pause(10);
      const text = screen.slice(before);
      if (form) return { text, audience: "asker", buttons: [], form: form.fields.map(({ label }) => label) };
      buttons = [...text.matchAll(/^\d+ (.+?) {2}\/.*$/gm)].map(([, label]) => label ?? "");
      return { text, audience: "asker", buttons };
    }
    const user: User = {
      ask: type,
      press: (label) => type(String(buttons.findIndex((one) => label.test(one)) + 1)),
      submit(values) {
        const fields = form?.fields ?? [];
        form = undefined;
        return type(fields.map(({ label, long }) => `${values[label] ?? ""}${long ? "\n." : ""}`).join("\n"));
      },
      complete: () => Promise.reject(new TypeError("see terminal.test.ts")),
    };
    return {
      platform,
      place: { platform: "terminal", id: "here", kind: "direct" },
      user: () => user,
      messages: async () => screen.split("\n\n"),
      next: () => {},
      stop: async () => {
        await platform.stop();
        input.destroy();
        output.destroy();
      },
    };
  },
);
