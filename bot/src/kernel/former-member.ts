import type { Services } from "../core/context.ts";
import { translator } from "../i18n/translate.ts";
import { FORMER_MEMBER, type PersonRef } from "./contract.ts";
import { languageOfTeam } from "./settings.ts";
import { kernelTexts } from "./texts.ts";

/** The name of an erased person in a team's documents and cards: at the start of a sentence, and within one. */
export async function formerMember(
  services: Services,
  teamId: string,
): Promise<{ readonly first: PersonRef; readonly within: PersonRef }> {
  const name = translator(kernelTexts, await languageOfTeam(services, teamId))("formerMember");
  const first = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { first: { id: FORMER_MEMBER, name: first }, within: { id: FORMER_MEMBER, name } };
}
