import { decodeHTMLStrict } from "entities";
import { Parser } from "htmlparser2";

/** Decodes HTML entities that end with a semicolon; without one, `?a=1&copy=2` is part of an address. */
export const decode = decodeHTMLStrict;

/** How a mention is written in the plain text: by default with the name that the HTML shows. */
export type MentionText = (index: number, shown: string) => string;

/**
 * Converts a message's HTML to plain text: lines for blocks and rows, spaces between cells, emoji as characters, and the
 * address after the text of a link. The quoted message of a reply, scripts and styles are left out.
 */
export function plainText(html: string, mentionText: MentionText = (_, shown) => shown): string {
  const reader = new TextReader(mentionText);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.write(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return reader
    .text()
    .replace(/(?:[^\S\n]|\u0085)+/gu, " ")
    .replace(/ ?\n[ \n]*/gu, "\n")
    .trim();
}

type Attributes = Readonly<Record<string, string>>;

const BLOCKS = new Set(["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre", "ul", "ol"]);
const CELLS = new Set(["td", "th"]);
const HIDDEN = new Set(["script", "style", "attachment", "quoted"]);

/** What Teams marks by `itemtype`, an address that ends with the kind. */
const isOfKind = ({ itemtype = "" }: Attributes, kind: string): boolean => itemtype.endsWith(`/${kind}`);

const isHidden = (name: string, attributes: Attributes): boolean =>
  HIDDEN.has(name) || (name === "blockquote" && isOfKind(attributes, "Reply"));

const isMention = (name: string, attributes: Attributes): boolean =>
  name === "at" || (name === "span" && isOfKind(attributes, "Mention"));

const emojiOf = (name: string, attributes: Attributes): string =>
  name === "emoji" || (name === "img" && isOfKind(attributes, "Emoji")) ? (attributes.alt ?? "") : "";

/** An element whose text is read differently from the text around it. */
interface OpenElement {
  readonly name: string;
  readonly href?: string | undefined;
  readonly mention?: number;
  /** The output before the element, and the element's own. */
  readonly before: string;
}

class TextReader {
  private output = "";
  /** The depth of elements inside a hidden one; 0 outside. */
  private hiddenDepth = 0;
  private mentions = 0;
  private readonly special: OpenElement[] = [];
  private readonly mentionText: MentionText;

  constructor(mentionText: MentionText) {
    this.mentionText = mentionText;
  }

  open(name: string, attributes: Attributes): void {
    if (this.hiddenDepth > 0 || isHidden(name, attributes)) {
      this.hiddenDepth++;
      return;
    }
    if (isMention(name, attributes)) {
      this.begin({ name, mention: this.mentions++, before: this.output });
    } else if (name === "a" && attributes.href !== undefined) {
      this.begin({ name, href: attributes.href, before: this.output });
    } else {
      this.output += name === "br" || BLOCKS.has(name) ? "\n" : CELLS.has(name) ? " " : emojiOf(name, attributes);
    }
  }

  write(text: string): void {
    if (this.hiddenDepth === 0) {
      this.output += text;
    }
  }

  close(name: string): void {
    if (this.hiddenDepth > 0) {
      this.hiddenDepth--;
      return;
    }
    if (this.special.at(-1)?.name === name) {
      this.end();
    } else if (BLOCKS.has(name)) {
      this.output += "\n";
    }
  }

  text(): string {
    while (this.special.length > 0) {
      this.end();
    }
    return this.output;
  }

  private begin(element: OpenElement): void {
    this.special.push(element);
    this.output = "";
  }

  private end(): void {
    const element = this.special.pop();
    if (element) {
      const content =
        element.mention === undefined
          ? withAddress(this.output, element.href ?? "")
          : this.mentionText(element.mention, this.output);
      this.output = element.before + content;
    }
  }
}

/** The text of a link, with its address when the text is not the address. */
function withAddress(text: string, href: string): string {
  const isShown = bareAddress(text) === bareAddress(href);
  return isShown || text.trim() === "" || !/^https?:\/\//iu.test(href) ? text : `${text} (${href})`;
}

const bareAddress = (text: string): string =>
  text
    .trim()
    .replace(/^https?:\/\//iu, "")
    .replace(/\/$/u, "")
    .toLowerCase();
