import type { HostConfig } from "../../../tab/host/config.ts";
import type { Services } from "../core/context.ts";
import { type Translate, texts, translator } from "../i18n/translate.ts";
import { settingsOf, wishesOf } from "../kernel/settings.ts";
import { people, sampleTeam } from "./sample-team.ts";

/** The people to act as: what each does at work, and what Gnista knows of them now. */
export async function personas(services: Services): Promise<HostConfig["personas"]> {
  const everybody = Object.values(people);
  const [team, wishes] = await Promise.all([
    settingsOf(services, sampleTeam.id),
    wishesOf(
      services,
      everybody.map(({ id }) => id),
    ),
  ]);
  const [sv, en] = [translator(personaTexts, "sv"), translator(personaTexts, "en")];
  return everybody.map(({ id, name, work }) => {
    const leads = team?.leaders.some((leader) => leader.id === id) ?? false;
    const known = (t: Say) => `${leads ? `${t("leads")} ` : ""}${t(wishes.get(id) ?? "noWish")}`;
    return { id, name, about: { sv: `${work.sv} ${known(sv)}`, en: `${work.en} ${known(en)}` } };
  });
}

const personaTexts = texts({
  sv: {
    leads: "Leder teamet.",
    openly: "Vill gärna bli tackad öppet.",
    betweenUs: "Vill helst bli tackad mellan er.",
    inPerson: "Vill helst höra det direkt.",
    noWish: "Har inte valt hur tack ska ges.",
  },
  en: {
    leads: "Leads the team.",
    openly: "Likes to be thanked openly.",
    betweenUs: "Prefers thanks between the two of you.",
    inPerson: "Prefers to hear it in person.",
    noWish: "Has not chosen how to be thanked.",
  },
});

type Say = Translate<keyof typeof personaTexts.sv>;
