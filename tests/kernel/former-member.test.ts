import { expect, it } from "vitest";
import { FORMER_MEMBER } from "#bot/kernel/contract.ts";
import { formerMember } from "#bot/kernel/former-member.ts";
import { aTeam, TEAM, TENANT } from "../support/a-team.ts";

it.each([
  ["sv", "En tidigare medlem", "en tidigare medlem"],
  ["en", "A former member", "a former member"],
] as const)(
  "in a team whose language is %s, an erased person is called %s or, within a sentence, %s",
  async (locale, first, within) => {
    const team = await aTeam({ locale });

    const names = await formerMember(team.gnista.jobContextFor(TENANT, "test"), TEAM);

    expect(names).toEqual({
      first: { id: FORMER_MEMBER, name: first },
      within: { id: FORMER_MEMBER, name: within },
    });
  },
);
