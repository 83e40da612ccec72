import { describe, expect, it } from "vitest";
import { parseMessageText } from "#bot/teams/message-text.ts";

const BOT = "28:gnista";
const gnista = { type: "mention", text: "<at>Gnista</at>", mentioned: { id: BOT, name: "Gnista" } };

const johan = (text: string | undefined, name = "Johan Ek") => ({
  type: "mention",
  ...(text === undefined ? {} : { text }),
  mentioned: { id: "29:johan", name },
});

const html = (content: string) => ({ contentType: "text/html", content });

const activity = (text: string, entities: readonly object[] = [], attachments: readonly object[] = []) => ({
  recipient: { id: BOT },
  text: `<at>Gnista</at> ${text}`,
  entities: [gnista, ...entities],
  attachments,
});

/** A mention in the HTML of a message, and the one of Gnista before every text. */
const inHtml = (name: string, index: number) =>
  `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${name}</span>`;
const start = `<p>${inHtml("Gnista", 0)}&nbsp;`;

describe("parseMessageText", () => {
  it.each([
    ["without a text", "tack <at>Johan Ek</at> för allt", johan(undefined)],
    ["with an empty text", "tack <at>Johan Ek</at> för allt", johan("")],
    ["with a shortened tag", "tack <at>Johan</at> för allt", johan("<at>Johan Ek</at>")],
    ["with the surname only", "tack <at>Ek</at> för allt", johan("<at>Johan Ek</at>")],
    ["with an attribute in the tag", 'tack <at id="1">Johan</at> för allt', johan("<at>Johan Ek</at>")],
  ])("reads a mention whose entity comes %s as the whole name", (_, text, entity) => {
    const { text: words, mentions } = parseMessageText(activity(text, [entity]));

    expect(words).toBe("tack Johan Ek för allt");
    expect(mentions).toMatchObject([{ userId: "29:johan", name: "Johan Ek" }]);
  });

  it.each([
    ["Ek &amp; Lind", "Ek & Lind"],
    ["Johan $& Ek", "Johan $& Ek"],
    ["Johan $1 Ek", "Johan $1 Ek"],
    ["Johan &amp;lt; Ek", "Johan &lt; Ek"],
  ])("reads the name %j in a mention as %j, in the text and in the mention", (name, shown) => {
    const { text, mentions } = parseMessageText(activity(`tack <at>${name}</at>!`, [johan(`<at>${name}</at>`, name)]));

    expect(text).toBe(`tack ${shown}!`);
    expect(mentions[0]?.name).toBe(shown);
  });

  it("keeps the words of a tag that no entity explains", () => {
    expect(parseMessageText(activity("tack <at>Johan</at>")).text).toBe("tack Johan");
  });

  it.each(["\n", "\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\u0085"])("reads the line end %j as a line", (end) => {
    expect(parseMessageText(activity(`fråga Fika?${end}Bulle${end}Frukt`)).text).toBe("fråga Fika?\nBulle\nFrukt");
  });

  it.each([
    ['<quoted messageId="1772050244572"/> tack för hjälpen'],
    ['<quoted messageId="1772050244572"></quoted>\ntack för hjälpen'],
    ['<attachment id="1772050244572"></attachment> tack för hjälpen'],
    ['tack för hjälpen <attachment id="a"></attachment>'],
  ])("leaves the marker of a quote or forward out of the words: %j", (text) => {
    expect(parseMessageText(activity(text)).text).toBe("tack för hjälpen");
  });

  it("reads an emoji and an address that only the HTML has", () => {
    const emoji = '<img alt="🎉" itemtype="http://schema.skype.com/Emoji" src="https://x.example/p.png">';
    const link = '<a href="https://example.com/plan">planen</a>';
    const text = "fråga Kör vi planen?";

    const words = parseMessageText(activity(text, [], [html(`${start}fråga Kör vi ${link}? ${emoji}</p>`)]));

    expect(words.text).toBe("fråga Kör vi planen (https://example.com/plan)? 🎉");
  });

  it("reads an address once when it is the text of its link", () => {
    const link = '<a href="https://example.com/plan/">https://example.com/plan</a>';

    const words = parseMessageText(
      activity("fråga Läsa https://example.com/plan?", [], [html(`${start}fråga Läsa ${link}?</p>`)]),
    );

    expect(words.text).toBe("fråga Läsa https://example.com/plan?");
  });

  it("reads names of mentions from the entities when the HTML shortens them", () => {
    const words = parseMessageText(
      activity(
        "tack <at>Johan</at>",
        [johan("<at>Johan Ek</at>")],
        [html(`${start}tack ${inHtml("Johan", 1)} <emoji alt="👏"></emoji></p>`)],
      ),
    );

    expect(words.text).toBe("tack Johan Ek 👏");
  });

  it("keeps the text when the HTML says something else", () => {
    expect(parseMessageText(activity("tack för allt", [], [html("<p>ett kort</p>")])).text).toBe("tack för allt");
  });

  it("leaves a quoted message in the HTML out", () => {
    const quote =
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply"><strong>Bo</strong><p>hej</p></blockquote>';

    const words = parseMessageText(
      activity("tack för allt", [], [html(`${quote}${start}tack för allt <emoji alt="👏"></emoji></p>`)]),
    );

    expect(words.text).toBe("tack för allt 👏");
  });
});
