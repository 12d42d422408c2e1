/**
 * A reply: data, never markup. Each platform renders it; `plain-text.ts` is the form that every platform can fall back
 * on. Unions are closed: a renderer that forgets a kind does not compile.
 */

/** As `Party.colour`: `base` for areas, the others for text on white and on near-black. */
export interface Colour {
  readonly base: string;
  readonly onLight: string;
  readonly onDark: string;
}

export type Inline =
  | string
  | { readonly bold: string }
  | { readonly link: string; readonly href: string }
  /** Shown as a clock time, with the day where it helps. */
  | { readonly time: Date };

export interface Column {
  readonly head: string;
  /** Figures align at the end. The first column at the start gives way when space is short. */
  readonly align: "start" | "end";
}

export type Block =
  | {
      readonly kind: "text" | "note";
      readonly text: readonly Inline[];
      /** Marks somebody else's words: text in them that looks like a command of ours is not made a button. */
      readonly quoted?: true;
    }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | {
      readonly kind: "table";
      readonly head: readonly Column[];
      /** One cell a column. */
      readonly rows: readonly (readonly string[])[];
    }
  /** Text to be copied to the letter: shown as it is, in letters of one width. */
  | { readonly kind: "code"; readonly text: string }
  /** A file to keep. `text` is all of it, UTF-8. */
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | PictureBlock;

/** A picture, as data: a platform that shows pictures draws it, and any other says its words. */
export interface Picture {
  /** Of its file, without an ending: "map". Small letters, digits and hyphens. */
  readonly name: string;
  /** A whole SVG document that refers to nothing outside itself. */
  readonly svg: string;
  /** The same in words: for screen readers, and wherever the picture cannot be shown. */
  readonly alt: string;
  /** Pixels, as the SVG has them. */
  readonly width: number;
  readonly height: number;
}

export interface PictureBlock extends Picture {
  readonly kind: "picture";
  /** The card says the same beside it: where the picture cannot be shown, nothing is missing. */
  readonly said?: true;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A question, ready to be asked: a command's name and its arguments as text. */
export interface Ask {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

/**
 * A button: a question, or a link. `share`: the answer is for the whole channel. `submit`: the step that follows; where the
 * card is a form's own answer, it is the form's button, with these words.
 */
export type Action =
  | { readonly label: string; readonly ask: Ask; readonly share?: true; readonly submit?: string }
  | { readonly label: string; readonly href: string };

export interface Card {
  readonly title: string;
  readonly href?: string;
  readonly colour?: Colour;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
  /** The question that its actions answer, one of which is to be chosen: a platform with menus may offer them in one. */
  readonly choose?: string;
}

/** The source of some of a reply's facts, where it is another than that of its figures. */
export interface Credit {
  /** The facts: "by-elections", "offices". */
  readonly of: string;
  /** With the words that its licence requires. */
  readonly source: string;
  readonly asOf: Date;
}

export interface Reply {
  /** Its summary alone is shown where anybody may look over a shoulder, as in notifications. */
  readonly discreet?: true;
  /** Plain words that stand alone: for notifications, screen readers and platforms without cards. */
  readonly summary: string;
  readonly card?: Card;
  /** The same, for programs; JSON only. */
  readonly data?: unknown;
  /** Questions proposed in place of an answer, as the summary has them in words. */
  readonly instead?: readonly Ask[];
  /** The question that an editor's Copy button asks. */
  readonly copy?: Ask;
  /** The publisher of the figures. */
  readonly source?: string;
  /** The time that the figures are from. */
  readonly asOf?: Date;
  /** The sense in which they are of that time, where it is not plain. */
  readonly caveat?: string;
  readonly besides?: readonly Credit[];
}
