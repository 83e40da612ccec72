import { expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam } from "../../../support/a-team.ts";

it("personLists reads chosen settings by the labels of the form, teams with the lead, and counts what has no words", async () => {
  const team = await aTeam({ leaders: ["bo"] });
  await team.as("bo").says("hej", { inPersonalChat: true });
  await team.as("bo").says("vårt team");
  await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "inPerson", zone: "Europe/Helsinki", locale: "en" });
  await team.as("bo").clicks(peopleVerbs.remindersOff, { kind: "owedAnswer" });

  const { body } = await team.as("bo").asks("/me/data/lists");

  expect(body).toEqual({
    lists: [
      {
        title: "My settings",
        lines: [
          "When somebody wants to thank you: Rather in person: Gnista sends nothing, and says so to anyone who wants to thank you",
          "Language: English",
          "Time zone: Europe/Helsinki",
          "Turned off: Remind me when the team is waiting for my answer",
        ],
      },
      { title: "Your teams", lines: ["Laget (you lead)"] },
      {
        title: "Also in the file",
        lines: ["1 record of how Gnista reaches you or keeps track of what you have started"],
      },
    ],
  });
});
