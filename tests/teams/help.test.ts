import { describe, expect, it } from "vitest";
import { aTrialTeam, textOf } from "./a-trial-team.ts";

describe("a command in a message", () => {
  it.each(["tacka Bo", "inte tack", "helpless", "please help me", "asking", "thanksgiving", "tack-kort"])(
    "answers %j, which is not a command, with the list of commands",
    async (words) => {
      const { team, receivedCommands } = await aTrialTeam();

      const { replies } = await team.as("anna").says(words);

      expect(receivedCommands()).toEqual([]);
      expect(textOf(replies[0]?.attachments)).toContain("Det där kände jag inte igen.");
      expect(textOf(replies[0]?.attachments)).toContain("Tacka någon.");
    },
  );

  it.each(["hej", "Hi", "hello!", "hjälp", "help", ""])(
    "answers the greeting %j with the list of commands, in the person's language",
    async (words) => {
      const { team } = await aTrialTeam();

      const { replies } = await team.as("anna").says(words, { locale: "en-GB" });

      expect(replies).toHaveLength(1);
      expect(textOf(replies[0]?.attachments)).toContain("Hello! I'm Gnista.");
      expect(textOf(replies[0]?.attachments)).toContain("Ask the team.");
      expect(replies[0]?.summary).toContain("Gnista");
    },
  );
});
