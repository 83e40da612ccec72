import { expect, it } from "vitest";
import { matchCommand } from "#bot/core/match-command.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { answersThanks } from "#bot/features/kudos/rules/answers-thanks.ts";

const answers = (words: string): boolean => {
  const match = matchCommand([kudosFeature], words);
  return match !== undefined && answersThanks(match.called, match.rest);
};

it.each([
  "Tack!",
  "tack",
  "Tack 🙏",
  "TACK!!!",
  "Tack själv",
  "tack detsamma!",
  "Tack snälla du",
  "Stort tack!",
  "Tack så mycket",
  "Tack så mycket, vad fint!",
  "Tack, vad snällt sagt",
  "tack för det",
  "Tack för dina fina ord ❤️",
  "Tack, det värmer",
  "Tack ska du ha",
  "Tusen tack!",
  "Thanks!",
  "thank you",
  "Thank you so much",
  "Thanks, that means a lot to me",
  "Thanks for the kind words",
  "Thank you, how kind of you!",
])("%j answers a thank-you", (words) => {
  expect(answers(words)).toBe(true);
});

it.each([
  "tacka",
  "jag vill tacka",
  "I want to thank",
  "tack Anna",
  "tack till Anna",
  "tack för hjälpen",
  "tack för det du gjorde i går",
  "tack alla",
  "Tack så mycket Bo",
  "thank",
  "thank Anna",
  "thanks everyone",
  "thanks for the help",
  "thank you all",
])("%j begins a thank-you of one's own", (words) => {
  expect(answers(words)).toBe(false);
});
