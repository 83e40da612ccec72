import { button, buttonRow, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, peopleField } from "../../../cards/inputs.ts";
import { abbreviatedNames, shortName } from "../../../cards/names.ts";
import { type Block, group, heading, note, paragraph, quote } from "../../../cards/text.ts";
import type { Person } from "../../../core/context.ts";
import type { Card } from "../../../core/delivery.ts";
import type { Translate } from "../../../i18n/translate.ts";
import type { LeadChange } from "../../../kernel/contract.ts";
import { peopleVerbs } from "../contract.ts";
import type { PeopleText } from "../texts.ts";

type T = Translate<PeopleText>;

/** Whom the lead may be handed to: a list, or a search where there are too many for one and Teams can search there. */
export type Others = readonly Person[] | "search";

export interface AskView {
  readonly teamId: string;
  /** The first card's words, as the team will read them. */
  readonly preview: string;
  /** When it is shown without an answer, as one says it. */
  readonly when: string;
  readonly others: Others;
}

/** Asks whoever added Gnista, privately. Any answer lets the first card go, which stands here as it will stand there. */
export function askLeadCard({ teamId, preview, when, others }: AskView, t: T): Card {
  const data = { teamId };
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("askFallback"),
    body: [
      heading(t("askTitle")),
      paragraph(t("askWhy")),
      note(t("preview", { when })),
      quote(preview),
      ...(others.length === 0 ? [] : [group("somebodyElse", handOverFields(teamId, others, t), false)]),
    ],
    actions: [
      button({ title: t("iLead"), verb: peopleVerbs.takeLead, data, primary: true, ignoresInputs: true }),
      button({ title: t("iDoNot"), verb: peopleVerbs.declineLead, data, ignoresInputs: true }),
      ...(others.length === 0 ? [] : [toggle(t("somebodyElse"), "somebodyElse")]),
    ],
  });
}

/** Whom to hand the lead to, and the button that does. */
export const handOverFields = (teamId: string, others: Others, t: T): readonly Block[] => [
  others === "search"
    ? peopleField({ id: "personId", label: t("handOverTo") })
    : choiceField({
        id: "personId",
        label: t("handOverTo"),
        options: others.map(({ id, name }) => ({ title: shortName(name), value: id })),
        style: "filtered",
      }),
  buttonRow(button({ title: t("handOver"), verb: peopleVerbs.handOverLead, data: { teamId } })),
];

export interface FirstView {
  readonly teamId: string;
  readonly installer: string;
  readonly leaders: readonly string[];
}

/** The one card by which a team hears of Gnista. Where nobody leads, anyone can take the role from it. */
export function firstCard({ teamId, installer, leaders }: FirstView, t: T): Card {
  const words = introduction(installer, t);
  const isLed = leaders.length > 0;
  return adaptiveCard({
    locale: t.locale,
    fallbackText: words,
    body: [paragraph(words), note(leaderSentence(leaders, t))],
    actions: isLed ? [] : [button({ title: t("takeLead"), verb: peopleVerbs.takeLead, data: { teamId } })],
  });
}

/** How Gnista introduces itself, word for word as previewed. */
export const introduction = (installer: string, t: T): string => t("addedGnista", { name: shortName(installer) });

export const leaderSentence = (leaders: readonly string[], t: T): string =>
  leaders.length > 0 ? t("leads", { names: abbreviatedNames(leaders, t.locale) }) : t("nobodyLeads");

export const handedOverTo = (leaders: readonly string[], t: T): string =>
  t("handedOver", { names: abbreviatedNames(leaders, t.locale) });

/** What the team is told when it has another leader, or none. */
export function leadNews(kind: Exclude<LeadChange["kind"], "answered">, by: string, leaders: readonly string[], t: T) {
  const names = abbreviatedNames(leaders, t.locale);
  const from = shortName(by);
  return {
    took: t("leadsNow", { names }),
    handedOver: t("leadsAfter", { from, names }),
    steppedDown: t("stepsDown", { from }),
  }[kind];
}

/** What stands where something was asked, once it is answered. */
export const messageCard = (said: string, teamId: string, t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: said,
    body: [paragraph(said)],
    actions: [button({ title: t("team"), verb: peopleVerbs.team, data: { teamId } })],
  });
