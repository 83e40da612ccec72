import { describe, expect, it } from "vitest";
import { isGreeting } from "#bot/teams/help-command.ts";

describe("isGreeting", () => {
  it.each(["hej", "Hi", "hello!", "hjälp", "hjalp", "Help, please"])("%j asks for help", (text) => {
    expect(isGreeting(text)).toBe(true);
  });

  it.each(["", "hejsan", "helpless", "jag behöver hjälp"])("%j does not ask for help", (text) => {
    expect(isGreeting(text)).toBe(false);
  });
});
