import { type Block, group, heading, note, paragraph, quote } from "../../../cards/blocks.ts";
import { button, buttonRow, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, peopleField } from "../../../cards/fields.ts";
import { abbreviatedNames, shortName } from "../../../cards/names.ts";
import type { Person } from "../../../core/context.ts";
import type { Card } from "../../../core/outbox.ts";
import type { Translate } from "../../../i18n/translate.ts";
import type { LeadChange } from "../../../kernel/contract.ts";
import { peopleVerbs } from "../contract.ts";
import type { PeopleText } from "../texts.ts";

type T = Translate<PeopleText>;

/**
 * The people to whom the lead may be handed over: a list, or a search when there are too many for a list and Teams can
 * search there.
 */
export type Others = readonly Person[] | "search";

export interface AskView {
  readonly teamId: string;
  /** The text of the first card, as the team will read it. */
  readonly preview: string;
  /** The formatted time at which the card is posted without an answer. */
  readonly when: string;
  readonly others: Others;
}

/** Asks the person who added Gnista in private. Any answer releases the first card, whose preview is shown here. */
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

/** The field for the next leader, and the button that hands over. */
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

/** The single card that introduces Gnista to a team. When nobody leads, anyone can take the lead from it. */
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

/** Gnista's introduction, identical in preview and card. */
export const introduction = (installer: string, t: T): string => t("addedGnista", { name: shortName(installer) });

export const leaderSentence = (leaders: readonly string[], t: T): string =>
  leaders.length > 0 ? t("leads", { names: abbreviatedNames(leaders, t.locale) }) : t("nobodyLeads");

export const handedOverTo = (leaders: readonly string[], t: T): string =>
  t("handedOver", { names: abbreviatedNames(leaders, t.locale) });

/** The message to the team when its leader changes or it has none. */
export function leadNews(kind: Exclude<LeadChange["kind"], "answered">, by: string, leaders: readonly string[], t: T) {
  const names = abbreviatedNames(leaders, t.locale);
  const from = shortName(by);
  return {
    took: t("leadsNow", { names }),
    handedOver: t("leadsAfter", { from, names }),
    steppedDown: t("stepsDown", { from }),
  }[kind];
}

/** Replaces a question after it is answered. */
export const messageCard = (message: string, teamId: string, t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: message,
    body: [paragraph(message)],
    actions: [button({ title: t("team"), verb: peopleVerbs.team, data: { teamId } })],
  });
