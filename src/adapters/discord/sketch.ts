/** A message's components as people see them: read from the payload itself, its markdown included. */
import {
  ButtonStyle,
  ComponentType,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
} from "discord.js";
import { clock } from "../../core/plain-text.ts";
import type { Picture } from "../../core/reply.ts";
import type { Sketch, SketchButton, Span } from "../../core/sketch.ts";

export interface Seen {
  /** The reader's, in which times are shown. */
  readonly timeZone: string;
  /** The message's pictures, in its order. */
  readonly pictures: readonly Picture[];
}

/** @throws TypeError for a component that no message of ours has */
export function sketchOf(
  components: readonly APIMessageTopLevelComponent[],
  { timeZone, pictures }: Seen,
): readonly Sketch[] {
  const left = [...pictures];
  return components.flatMap((component) => sketch(component, timeZone, left));
}

/** @param left pictures that no gallery has shown yet */
function sketch(
  component: APIMessageTopLevelComponent | APIComponentInContainer,
  timeZone: string,
  left: Picture[],
): readonly Sketch[] {
  switch (component.type) {
    case ComponentType.Container: {
      const { accent_color: accent, components } = component;
      const inside = components.flatMap((one) => sketch(one, timeZone, left));
      const colour = typeof accent === "number" ? { colour: `#${accent.toString(16).padStart(6, "0")}` } : {};
      return [{ kind: "frame", ...colour, inside }];
    }
    case ComponentType.TextDisplay:
      return markdown(component.content, timeZone);
    case ComponentType.Separator:
      return [{ kind: "rule" }];
    case ComponentType.File:
      return [{ kind: "file", name: component.file.url.replace("attachment://", "") }];
    case ComponentType.ActionRow:
      return [{ kind: "buttons", buttons: component.components.flatMap(buttonsOf) }];
    case ComponentType.MediaGallery:
      return component.items.map(({ description }) => ({
        kind: "picture",
        svg: left.shift()?.svg ?? "",
        alt: description ?? "",
      }));
    // A type that is sent one day moves up from here; one that the SDK adds does not compile until it stands here.
    case ComponentType.Section:
      throw unsent(ComponentType[component.type]);
  }
}

const unsent = (type: string | undefined): TypeError => new TypeError(`no message of ours has a ${type}`);

type Element = Extract<APIMessageTopLevelComponent, { type: ComponentType.ActionRow }>["components"][number];

/** A menu's choices are shown as if it stood open. */
function buttonsOf(element: Element): readonly SketchButton[] {
  if (element.type === ComponentType.StringSelect)
    return element.options.map(({ label, value }) => ({ label, code: value }));
  if (element.type !== ComponentType.Button) throw unsent(ComponentType[element.type]);
  return [buttonOf(element)];
}

function buttonOf(element: APIButtonComponent): SketchButton {
  switch (element.style) {
    case ButtonStyle.Link:
      return { label: element.label ?? "", href: element.url };
    case ButtonStyle.Primary:
      return { label: element.label ?? "", code: element.custom_id, strong: true };
    case ButtonStyle.Secondary:
    case ButtonStyle.Success:
    case ButtonStyle.Danger:
      return { label: element.label ?? "", code: element.custom_id };
    case ButtonStyle.Premium:
      throw unsent("premium button");
  }
}

const fence = /^```\n([\s\S]*?)\n```$/gm;

/** The markdown that we send: fences, headings, small lines, bold, links, times, and what is escaped. */
function markdown(content: string, timeZone: string): readonly Sketch[] {
  const shown: Sketch[] = [];
  let at = 0;
  for (const match of content.matchAll(fence)) {
    shown.push(...passages(content.slice(at, match.index), timeZone), { kind: "letters", text: match[1] ?? "" });
    at = match.index + match[0].length;
  }
  return [...shown, ...passages(content.slice(at), timeZone)];
}

const marks = [
  { kind: "title", mark: "### " },
  { kind: "small", mark: "-# " },
  { kind: "words", mark: "" },
] as const;

/** Lines of one kind that follow each other are one passage. */
function passages(text: string, timeZone: string): readonly Sketch[] {
  if (text.trim() === "") return [];
  const shown: { readonly kind: (typeof marks)[number]["kind"]; readonly lines: Span[][] }[] = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const { kind, mark } = marks.find((one) => line.startsWith(one.mark)) ?? marks[2];
    const spans = spansOf(line.slice(mark.length), timeZone);
    const last = shown.at(-1);
    if (last?.kind === kind) last.lines.push(spans);
    else shown.push({ kind, lines: [spans] });
  }
  return shown;
}

const marked =
  /\*\*(?<bold>(?:\\.|[^\\])+?)\*\*|\[(?<label>(?:\\.|[^\\\]])*)\]\(<(?<href>[^>]*)>\)|<t:(?<time>\d+):f>/g;

function spansOf(line: string, timeZone: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  const words = (text: string): void => {
    if (text !== "") spans.push({ text: plain(text) });
  };
  // An escaped mark is no mark: it is looked for among what is left alone.
  const masked = line.replaceAll(/\\./g, (pair) => `${pair[0]}\u{0}`);
  for (const { index, 0: whole, groups = {} } of masked.matchAll(marked)) {
    words(line.slice(at, index));
    const { bold, label, href, time } = groups;
    const here = line.slice(index, index + whole.length);
    if (bold !== undefined) spans.push({ text: plain(here.slice(2, -2)), bold: true });
    else if (label !== undefined && href !== undefined)
      spans.push({ text: plain(here.slice(1, 1 + label.length)), href });
    else spans.push({ text: clock(new Date(Number(time) * 1_000), timeZone) });
    at = index + whole.length;
  }
  words(line.slice(at));
  return spans;
}

/** A backslash before punctuation is not shown. */
const plain = (text: string): string => text.replaceAll(/\\([^\sA-Za-z0-9])/g, "$1");
