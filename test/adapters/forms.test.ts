/** Forms of every command's arguments, as modals: accepted, titled and labelled for what they do, choices as selects. */
import { ComponentType, type ModalSubmitComponent } from "discord.js";
import { describe, expect, test } from "vitest";
import { modalOf as discordModal, valuesOf as fromDiscord } from "../../src/adapters/discord/modal.ts";
import { modalOf as slackModal, valuesOf as fromSlack } from "../../src/adapters/slack/blocks/modal.ts";
import { joinCommands } from "../../src/main/commands.ts";
import { formFor } from "../../src/core/command-form.ts";
import type { Form } from "../../src/core/form.ts";
import { faultsOf, modalFaults } from "../support/fake-discord/check.ts";
import { checkView } from "../support/fake-slack/check.ts";

const commands = await joinCommands();
const forms = commands.flatMap((command): Form[] => {
  const form = formFor(command, {});
  return form ? [form] : [];
});
const formOf = (name: string): Form => {
  const form = forms.find(({ ask }) => ask.command === name);
  if (!form) throw new TypeError(`no form of /${name}`);
  return form;
};
const slack = (form: Form) => slackModal(form, { url: "https://hooks.slack.com/x", channel: "C1" }, commands);
const discord = (form: Form) => discordModal(form, commands);

test("both platforms take each, and cut no title or label", () => {
  expect(forms.length).toBeGreaterThan(30);
  for (const form of forms) {
    const { ask, title, submit } = form;
    expect(checkView(slack(form)), ask.command).toBeUndefined();
    expect(slack(form)).toMatchObject({ title: { text: title }, submit: { text: submit } });
    const modal = discord(form);
    const faults = faultsOf("Callback", { type: 9, data: modal }, () => modalFaults(modal));
    expect(faults, ask.command).toEqual([]);
    expect(modal.title).toBe(title);
  }
});

describe("a closed list is chosen from", () => {
  const picked = [
    ["shift", "switch", ["on", "off"]],
    ["channel answers", "mode", ["public", "private", "off"]],
    ["export", "sheet", ["seats", "candidates", "targets", "picture"]],
  ] as const;

  test.each(picked)("in Slack: /%s", (command, name, choices) => {
    const block = slack(formOf(command)).blocks.find((one) => "block_id" in one && one.block_id === name);
    const options = choices.map((value) => expect.objectContaining({ value }));
    expect(block).toMatchObject({ optional: false, element: { type: "static_select", options } });
    const [value] = choices;
    expect(fromSlack({ [name]: { choice: { selected_option: { value } } } })).toEqual({ [name]: value });
  });

  test.each(picked)(
    "in Discord, side by side: /%s, and as a menu where that is not taken",
    (command, name, choices) => {
      const options = choices.map((value) => ({ label: value, value }));
      const back = (component: ModalSubmitComponent) =>
        fromDiscord({ custom_id: command, components: [{ type: ComponentType.Label, id: 1, component }] });
      for (const type of [ComponentType.RadioGroup, ComponentType.StringSelect] as const) {
        const modal = discordModal(formOf(command), commands, type === ComponentType.RadioGroup);
        const inputs = modal.components.flatMap((one) => ("component" in one ? [one.component] : []));
        expect(inputs).toContainEqual({ type, custom_id: name, required: true, options });
      }
      const [value] = choices;
      expect(back({ type: ComponentType.RadioGroup, id: 2, custom_id: name, value })).toEqual({ [name]: value });
      expect(back({ type: ComponentType.RadioGroup, id: 2, custom_id: name, value: null })).toEqual({});
      const menu = { type: ComponentType.StringSelect as const, id: 2, custom_id: name, values: [value as string] };
      expect(back(menu)).toEqual({ [name]: value });
    },
  );

  test.each([
    [1, true, ComponentType.StringSelect],
    [2, true, ComponentType.RadioGroup],
    [10, true, ComponentType.RadioGroup],
    [11, true, ComponentType.StringSelect],
    [25, true, ComponentType.StringSelect],
    [26, true, ComponentType.TextInput],
    // A radio that was once pressed cannot be let go.
    [2, false, ComponentType.StringSelect],
  ])("of %i in Discord, needed: %s", (length, required, type) => {
    const choices = Array.from({ length }, (_, i) => `choice ${i}`);
    const field = { name: "one", label: "One", about: "one of them", required, choices };
    const modal = discord({ title: "T", submit: "S", ask: { command: "export", args: {} }, fields: [field] });
    expect(faultsOf("Callback", { type: 9, data: modal }, () => modalFaults(modal))).toEqual([]);
    expect(modal.components).toMatchObject([{ component: { type } }]);
  });
});
