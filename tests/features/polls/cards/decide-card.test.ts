import { expect, it } from "vitest";
import { decideCard } from "#bot/features/polls/cards/decide-card.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { longestTexts, storedPoll, typesIn, zone } from "../stored-poll.ts";

it("decideCard lets the answer be put off from today in the team's time zone, whatever the date elsewhere", () => {
  const t = translator(pollTexts, "sv");
  const poll = storedPoll(longestTexts("Vad?"), { state: "closed", result: { shows: "nothing", answers: 0 } });
  const firstDay = (at: string, where: string) => {
    const card = decideCard({ poll, outcomes: poll.options, now: new Date(at), zone: where }, t);
    return typesIn(card, "Input.Date")[0]?.min;
  };

  expect(firstDay("2026-02-03T16:30:00-08:00", "America/Los_Angeles")).toBe("2026-02-03");
  expect(firstDay("2026-02-03T00:30:00+01:00", zone)).toBe("2026-02-03");
});
