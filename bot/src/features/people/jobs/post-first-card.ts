import type { JobContext } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { JobWork } from "../../../core/job.ts";
import { isAmong, type Member } from "../../../core/roster.ts";
import { PostRecord, postedAt, tryUpdatePost, upsertPost } from "../../../core/upsert-post.ts";
import { formatTime } from "../../../i18n/format-time.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { leadersAmong, mayLead, teamMembers } from "../../../kernel/access.ts";
import type { LeadChange, TeamSettings } from "../../../kernel/contract.ts";
import { personSettings, teamPartition, teamSettings } from "../../../kernel/settings.ts";
import { askLeadCard, firstCard, introduction, leaderSentence, leadNews, messageCard } from "../cards/first-card.ts";
import type { Installation } from "../contract.ts";
import { listable } from "../queries/team-view.ts";
import { type PeopleText, peopleTexts } from "../texts.ts";
import { leadPost } from "../verbs/change-lead.ts";
import {
  FIRST_CARD,
  firstCardBy,
  installation,
  isTimeForFirstCard,
  POST_RETENTION_S,
  promiseFirstCard,
} from "../verbs/install.ts";

/**
 * Asks the person who added Gnista who leads. A person who may not lead the team, or cannot be reached, is not asked:
 * the card is posted on its own.
 */
export async function askLead(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const found = await findInstalled(ctx, pk);
  if (!found || found.asked.answeredAt !== undefined) {
    return;
  }
  const { team, members, asked } = found;
  const postUnasked = () => promiseFirstCard(ctx, team.id, "unasked", new Date(asked.at));
  const candidates = members.filter(mayLead);
  if (!isAmong(candidates, asked.by.id)) {
    return postUnasked();
  }

  const settings = await personSettings(ctx, asked.by.id);
  const locale = settings.locale ?? asked.locale;
  const zone = settings.zone ?? team.zone;
  const view = {
    teamId: team.id,
    preview: introduction(asked.by.name, translator(peopleTexts, team.locale)),
    when: formatTime(firstCardBy(asked.at, team.zone), locale, zone, ctx.now),
    others: listable(candidates, asked.by.id, locale),
  };
  await upsertPost(ctx, {
    pk,
    id: askItem(asked),
    ttl: POST_RETENTION_S,
    to: { kind: "person", personId: asked.by.id, teamId: team.id },
    message: async () => ({ card: askLeadCard(view, translator(peopleTexts, locale)) }),
    lost: postUnasked,
  });
}

export const askItem = ({ at }: Pick<Installation, "at">) => `post|ask-${Date.parse(at)}`;

/** Posts the first card, once, and closes the question beside its preview when it was answered. */
export async function postFirstCard(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const found = await findInstalled(ctx, pk);
  if (found?.asked.answeredAt !== undefined) {
    await closeQuestion(ctx, pk, found);
  }
  if (found && !(await isPosted(ctx, pk)) && (await isTimeForFirstCard(ctx, found.team, found.asked))) {
    await drawFirstCard(ctx, pk, found);
  }
}

async function closeQuestion(ctx: JobContext, pk: string, { team, asked }: Found): Promise<void> {
  const item = await ctx.store.get(pk, askItem(asked));
  const at = item && postedAt(PostRecord.parse(item.data));
  if (at) {
    const t = translator(peopleTexts, (await personSettings(ctx, asked.by.id)).locale ?? asked.locale);
    await tryUpdatePost(ctx, at, { card: messageCard(outcome(team, asked, t), team.id, t) });
  }
}

function outcome({ leaders }: TeamSettings, { by }: Installation, t: Translate<PeopleText>): string {
  if (leaders.some(({ id }) => id === by.id)) {
    return t("youLead");
  }
  const names = leaders.map(({ name }) => name);
  return names.length > 0 ? leaderSentence(names, t) : t("youDoNot");
}

/** Tells the team who leads, and updates the first card. Of several concurrent changes only the newest is announced. */
export async function leadChanged(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const team = await knownTeam(ctx, pk);
  const change = team?.leadChange;
  if (!team || !change || change.id !== part) {
    return;
  }
  const words = news(team, change);
  if (words !== undefined) {
    await upsertPost(ctx, {
      pk,
      id: leadPost(change.id),
      ttl: POST_RETENTION_S,
      to: { kind: "conversation", conversationId: team.conversationId },
      message: async () => ({ text: words }),
    });
  }
  const found = await findInstalled(ctx, pk);
  if (found && (await isPosted(ctx, pk))) {
    await drawFirstCard(ctx, pk, found);
  }
}

function news(team: TeamSettings, { kind, by }: LeadChange): string | undefined {
  const names = team.leaders.map(({ name }) => name);
  return kind === "answered" ? undefined : leadNews(kind, by.name, names, translator(peopleTexts, team.locale));
}

interface Found {
  readonly team: TeamSettings;
  readonly asked: Installation;
  readonly members: readonly Member[];
}

async function drawFirstCard(ctx: JobContext, pk: string, { team, asked, members }: Found): Promise<void> {
  const leaders = leadersAmong(team, members).map(({ name }) => name);
  const view = { teamId: team.id, installer: asked.by.name, leaders };
  await upsertPost(ctx, {
    pk,
    id: FIRST_CARD,
    ttl: POST_RETENTION_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ card: firstCard(view, translator(peopleTexts, team.locale)) }),
  });
}

async function isPosted(ctx: JobContext, pk: string): Promise<boolean> {
  const item = await ctx.store.get(pk, FIRST_CARD);
  return item !== undefined && postedAt(PostRecord.parse(item.data)) !== undefined;
}

/** Undefined when Gnista was removed, or was added so long ago that there is nothing left to post. */
async function findInstalled(ctx: JobContext, pk: string): Promise<Found | undefined> {
  const team = await knownTeam(ctx, pk);
  const asked = team && (await installation(ctx, team.id));
  const members = team && (await undefinedIfRefused(teamMembers(ctx, team)));
  return team && asked && members ? { team, asked, members } : undefined;
}

const knownTeam = (ctx: JobContext, pk: string) =>
  undefinedIfRefused(teamSettings(ctx, pk.slice(teamPartition("").length)));
