import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { idOf, TEAM } from "../../support/a-team.ts";
import { clicks, type FeatureActs, says, withNothing } from "../../support/acts.ts";
import { aDraft } from "../../support/cards.ts";

export const acts: FeatureActs["acts"] = {
  [peopleVerbs.chooseWish]: withNothing(peopleVerbs.chooseWish, { wish: "inPerson" }),
  [peopleVerbs.preferences]: withNothing(peopleVerbs.preferences),
  [peopleVerbs.savePreferences]: withNothing(peopleVerbs.savePreferences, { wish: "openly", owedAnswer: "false" }),
  [peopleVerbs.remindersOff]: withNothing(peopleVerbs.remindersOff, { kind: "owedAnswer" }),
  [peopleVerbs.remindersOn]: withNothing(peopleVerbs.remindersOn, { kind: "owedAnswer" }),
  [peopleVerbs.myData]: withNothing(peopleVerbs.myData),
  [peopleVerbs.exportData]: withNothing(peopleVerbs.exportData, { part: 0 }),
  [peopleVerbs.aboutErasing]: withNothing(peopleVerbs.aboutErasing),
  [peopleVerbs.erase]: async (team) => {
    await team.as("bo").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("cia") }));
    await team.settle();
    return clicks(team, "bo", peopleVerbs.erase, { nonce: mintIdempotencyToken(team.now()) }, { in: "personal" });
  },
  [peopleVerbs.takeLead]: async (team) => {
    await team.as("anna").clicks(peopleVerbs.declineLead, { teamId: TEAM });
    await team.settle();
    return clicks(team, "bo", peopleVerbs.takeLead, { teamId: TEAM });
  },
  [peopleVerbs.declineLead]: withNothing(peopleVerbs.declineLead, { teamId: TEAM }, "anna"),
  [peopleVerbs.handOverLead]: withNothing(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") }, "anna"),
  [peopleVerbs.team]: withNothing(peopleVerbs.team, { teamId: TEAM }),
  [peopleVerbs.editTeam]: withNothing(peopleVerbs.editTeam, { teamId: TEAM }, "anna"),
  [peopleVerbs.saveTeam]: withNothing(
    peopleVerbs.saveTeam,
    { teamId: TEAM, values: "Mod\nOmtanke", locale: "sv", zone: "Europe/Helsinki" },
    "anna",
  ),
  [peopleVerbs.pressedWeek]: withNothing(
    peopleVerbs.pressedWeek,
    { teamId: TEAM, week: "2026-W06", pressed: true },
    "anna",
  ),
};

export const otherEntryPoints: NonNullable<FeatureActs["otherEntryPoints"]> = {
  [peopleVerbs.inTeam]: async (team) => {
    const waiting = {
      teamId: TEAM,
      command: "fråga",
      text: "Flytta mötet till 9?",
      nonce: mintIdempotencyToken(team.now()),
    };
    return clicks(team, "bo", peopleVerbs.inTeam, waiting, { in: "personal" });
  },
  "inställningar, said": says("inställningar"),
  "mina uppgifter, said alone": says("mina uppgifter", true),
  "vårt team, said": says("vårt team"),
};

export const endings: FeatureActs["endings"] = [peopleVerbs.erase];
