import { z } from "zod";
import { action, type Reply } from "../../../core/action.ts";
import { type Command, commandScopes } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { translator } from "../../../i18n/translate.ts";
import type { StoredAboutMe } from "../api.ts";
import { eraseCard, exportCard, myDataCard } from "../cards/my-data-card.ts";
import { linkCard, sentenceCard } from "../cards/preferences-card.ts";
import { EraseMe, ExportPart, peopleVerbs } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { eraseMe } from "../personal-data/erasing.ts";
import { exportPerson } from "../personal-data/export.ts";
import { dataPageOf, listMyData } from "../queries/my-data.ts";
import { listPages } from "../rules/list-pages.ts";
import { peopleTexts } from "../texts.ts";
import { answerContext } from "./answer-context.ts";

/** What a person does with the data about themselves: read, export, erase. */
export const myDataActions = (all: () => readonly Feature[]): NonNullable<Feature["verbs"]> => ({
  [peopleVerbs.myData]: action("self", Nothing, peopleErrors, (ctx) => myDataOf(ctx, all())),
  [peopleVerbs.exportData]: action("self", ExportPart, peopleErrors, async (ctx, { part }) => {
    const pages = listPages(await listMyData(all(), ctx));
    const view = { pages, part: Math.min(part, pages.length - 1), fileAddress: await dataPageOf(ctx) };
    return { card: exportCard(view, own(ctx)) };
  }),
  [peopleVerbs.aboutErasing]: action("self", Nothing, peopleErrors, async (ctx) => ({
    card: eraseCard(mintIdempotencyToken(ctx.now), own(ctx)),
  })),
  [peopleVerbs.erase]: action("self", EraseMe, peopleErrors, async (ctx, request) => {
    await eraseMe(ctx, request);
    return { card: sentenceCard(own(ctx)("eraseBegun"), own(ctx)) };
  }),
});

/** The command that shows what is stored about oneself. */
export const myDataCommand = (features: () => readonly Feature[]): Command => ({
  names: ["mina uppgifter", "my data"],
  help: { sv: peopleTexts.sv.myDataHelp, en: peopleTexts.en.myDataHelp },
  listed: { scopes: commandScopes, rank: 920 },
  access: "self",
  async run(ctx, input) {
    const { isShared, t } = await answerContext(ctx, input);
    return isShared ? { card: linkCard("myData", t) } : myDataOf(ctx, features());
  },
});

const Nothing = z.unknown();
const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

async function myDataOf(ctx: Context, features: readonly Feature[]): Promise<Reply> {
  const stored = features.flatMap(({ personalData }) => personalData?.summary?.[ctx.locale] ?? []);
  const { teams } = await exportPerson(ctx, ctx.actor.id);
  const names = teams.map(({ name }) => name).filter((name) => name !== "");
  const storedOfTeam = features.flatMap(({ retention }) => retention?.[ctx.locale] ?? []);
  const data: StoredAboutMe = { stored, storedOfTeam };
  return { card: myDataCard({ ...data, teams: names }, own(ctx)), data };
}
