/** A sketch: a platform's message, read from its payload and told in the few shapes that any screen can draw. Data, never markup. */
import type { Reply } from "./reply.ts";

export interface Span {
  readonly text: string;
  readonly bold?: true;
  readonly href?: string;
  /** The text is a square of this colour, as "#e4003b": drawn, since not every machine has letters for it. */
  readonly square?: string;
}

export interface SketchButton {
  readonly label: string;
  /** The question that it carries, as `encodeAsk` has it. */
  readonly code?: string;
  readonly href?: string;
  /** Stands out among the others. */
  readonly strong?: true;
}

type Align = "start" | "end";

export type Sketch =
  | { readonly kind: "title" | "words" | "small"; readonly lines: readonly (readonly Span[])[] }
  /** Letters of one width. */
  | { readonly kind: "letters"; readonly text: string }
  | { readonly kind: "buttons"; readonly buttons: readonly SketchButton[] }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[]; readonly align: readonly Align[] }
  /** A picture that goes along with the message: its source, and its words. */
  | { readonly kind: "picture"; readonly svg: string; readonly alt: string }
  | { readonly kind: "rule" }
  /** @param colour "#e4003b" */
  | { readonly kind: "frame"; readonly colour?: string; readonly inside: readonly Sketch[] };

/** Another platform's way of drawing, as an example beside ours. */
export interface Sketcher {
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** From the very payload that the platform would be sent. */
  readonly sketch: (reply: Reply) => Promise<readonly Sketch[]>;
}
