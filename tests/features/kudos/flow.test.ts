import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { idOf } from "../../support/a-team.ts";
import { cardOf, filledIn, press, text } from "../../support/cards.ts";
import { aCardInChannel, choiceValue, sixOf } from "./a-card.ts";

describe("the command tack in the channel", () => {
  it("tack answers with a form; sending it posts the card and replaces the form by a line without names", async () => {
    const team = await sixOf({ bo: "openly" });
    const { replies } = await team.as("anna").says("tack");
    const form = cardOf(replies[0]);
    const formId = team.channelPosts()[0]?.id;

    const send = press(form, "Tacka öppet", {
      recipients: choiceValue(form, "bo"),
      words: "Tack för att du stannade kvar",
    });
    const receipt = await team.as("anna").clicks(send.verb, send.data, { activityId: formId });
    await team.settle();

    expect(text(receipt.card)).toContain("Det läggs i kanalen.");
    const [line, card] = team.channelPosts();
    expect(text(line?.card)).toContain("Tacket är skickat.");
    expect(text(card?.card)).toContain("Tack för att du stannade kvar");
  });

  it("refuses a form in the channel that another person than its requester sends", async () => {
    const team = await sixOf();
    const { replies } = await team.as("anna").says("tack");
    const form = cardOf(replies[0]);

    const send = press(form, "Tacka privat", { recipients: choiceValue(form, "cia"), words: "Tack för hjälpen" });
    const refused = await team.as("bo").clicks(send.verb, send.data);
    await team.settle();

    expect(refused.status).toBe(200);
    expect(text(refused.body)).toContain("Skriv ”@Gnista tack” så får du ett eget.");
    expect(team.personalPosts("cia")).toEqual([]);
  });

  it("posts once when one click is sent in parallel and again with a new activity id", async () => {
    const team = await sixOf({ bo: "openly" });
    const { replies } = await team.as("anna").says("tack");
    const form = cardOf(replies[0]);
    const send = press(form, "Tacka öppet", { recipients: choiceValue(form, "bo"), words: "Tack för hjälpen" });
    const click = () => team.as("anna").clicks(send.verb, send.data);

    await Promise.all([click(), click(), click()]);
    await team.settle();
    await click();
    await team.settle();

    expect(team.channelPosts().filter((post) => text(post.card).includes("Tack för hjälpen"))).toHaveLength(1);
  });
});

describe("a recipient who has not chosen a wish", () => {
  it("a recipient who has not chosen is asked first, and the card is posted after they agree", async () => {
    const team = await sixOf();
    const { replies } = await team.as("anna").says("tack");
    const form = cardOf(replies[0]);
    const send = press(form, "Tacka öppet", { recipients: choiceValue(form, "cia"), words: "Tack för hjälpen" });
    await team.as("anna").clicks(send.verb, send.data);
    await team.settle();
    const requestCard = team.personalPosts("cia").at(-1)?.card;
    expect(text(requestCard)).toContain("vill tacka dig i kanalen. Okej?");
    expect(text(team.channelPosts())).not.toContain("Tack för hjälpen");

    const show = press(requestCard, "Ja, visa i kanalen");
    await team.as("cia").clicks(show.verb, show.data, { in: "personal" });
    await team.settle();

    expect(text(team.channelPosts().at(-1)?.card)).toContain("Tack för hjälpen");
  });
});

describe("the kudos card in the channel", () => {
  it("lets several people join the thanks at once, and shows the recipient who they are", async () => {
    const { team, card, id } = await aCardInChannel();
    const also = press(card, "Tackar också");

    const answers = await Promise.all(
      ["cia", "dan", "eva", "filip"].map((who) => team.as(who).clicks(also.verb, also.data, { activityId: id })),
    );
    const ownCard = await team.as("bo").clicks(kudosVerbs.mine, also.data);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(text(answers[0]?.card)).toContain("Du tackar också.");
    expect(text(ownCard.card)).toMatch(/tackar också\./);
  });
});

describe("the message extension", () => {
  it("does not choose the message's author again after the sender has removed them from the form", async () => {
    const team = await sixOf({ bo: "openly" });
    const sourceMessage = { from: "bo", text: "Bygget är lagat" };
    const opened = await team.as("anna").opens("tack", { about: sourceMessage });

    const send = press(opened.card, "Tacka öppet", { ...filledIn(opened.card), recipients: "", words: "" });
    const refused = await team.as("anna").submits("tack", send.data, { about: sourceMessage });

    expect(text(refused.card)).toContain("Skriv några ord");
    expect(filledIn(opened.card)).toHaveProperty("recipients", expect.stringMatching(/.+/));
    expect({ recipients: "", ...filledIn(refused.card) }).toHaveProperty("recipients", "");
  });

  it("answers the dialog with a receipt from which the sender can remove the thanks, if the channel does not show all", async () => {
    const team = await sixOf({ bo: "openly" });
    const opened = await team.as("anna").opens("tack", { about: { from: "bo", text: "Bygget är lagat" } });
    const send = press(opened.card, "Tacka öppet", {
      ...filledIn(opened.card),
      recipients: [idOf("bo"), idOf("cia")].join(","),
      words: "Tack för att du lagade bygget",
    });
    const receipt = await team.as("anna").submits("tack", send.data);
    await team.settle();

    const remove = press(receipt.card, "Ta bort tacket");
    const removed = await team.as("anna").submits("tack", remove.data);
    await team.settle();

    for (const { card } of [opened, receipt, removed]) {
      expect(text(card)).not.toContain("Action.Execute");
      expect(text(card)).not.toContain('"refresh"');
    }
    expect(text(removed.card)).toContain("Tacket är borttaget.");
    expect(text(team.channelPosts().at(-1)?.card)).toContain("Det här är borttaget.");
  });

  it("fills in the message's author as recipient, so that the sender types only the words", async () => {
    const team = await sixOf({ bo: "openly" });
    const opened = await team.as("anna").opens("tack", { about: { from: "bo", text: "Bygget är lagat" } });

    const send = press(opened.card, "Tacka öppet", {
      ...filledIn(opened.card),
      words: "Tack för att du lagade bygget",
    });
    await team.as("anna").submits("tack", send.data);
    await team.settle();

    expect(text(opened.card)).toContain("Bygget är lagat");
    expect(text(team.channelPosts().at(-1)?.card)).toContain("Tack för att du lagade bygget");
  });
});
