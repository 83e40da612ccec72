import { describe, expect, it } from "vitest";
import { AppError } from "#bot/core/errors.ts";
import type { LogFields } from "#bot/core/log.ts";
import { kudosErrors } from "#bot/features/kudos/errors.ts";
import { openLog } from "#bot/log.ts";

function trial(level?: string) {
  const lines: string[] = [];
  const log = openLog({ write: (line) => void lines.push(line), ...(level ? { level } : {}) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "{}") };
}

describe("the log", () => {
  it("the log writes the allowed fields", () => {
    const { log, last } = trial();

    log.info("due.done", { requestId: "r", job: "kudos/share", durationMs: 12, count: 0 });

    expect(last()).toMatchObject({ msg: "due.done", requestId: "r", job: "kudos/share", durationMs: 12, count: 0 });
  });

  it("the log drops every other field", () => {
    const { log, lines } = trial();
    const careless = { verb: "kudos/give", actor: { name: "Anna Ask" }, words: "secret" } as LogFields;

    log.warn("teams.refused", careless);

    expect(lines.join("")).toContain("kudos/give");
    expect(lines.join("")).not.toMatch(/Anna|secret|actor|words/);
  });

  it("the log writes an error's class, code and stack, and no message", () => {
    const { log, last, lines } = trial();
    const refused = Object.assign(new Error("connect to anna@contoso.example"), { code: "ECONNREFUSED" });

    log.error("teams.bug", { error: new TypeError("secret\nwords", { cause: refused }) });

    expect(last().error).toMatchObject({ class: "TypeError", cause: { class: "Error", code: "ECONNREFUSED" } });
    expect(last().error.stack[0]).toContain("log.test.ts");
    expect(lines.join("")).not.toMatch(/secret|anna|words/);
  });

  it("the log writes no part of an error's message that looks like a stack, and no name or code that is free text", () => {
    const { log, last, lines } = trial();
    const message = "secret\n    at secret (secret.ts:1:1)\n    at secret";
    const hostile = Object.assign(new Error(message), { name: "secret words", code: "secret words" });
    const changed = new Error(message);
    changed.message = "another secret";

    log.error("a", { error: hostile });
    const first = last().error;
    log.error("b", { error: changed });

    expect(first).toEqual({ class: "Error", stack: expect.arrayContaining([expect.stringContaining("log.test.ts")]) });
    expect(last().error.stack[0]).toContain("log.test.ts");
    expect(lines.join("")).not.toContain("secret");
  });

  it("the log writes every frame of a stack, those of callbacks and of Node included", () => {
    const { log, last } = trial();
    const frames = [
      "    at Map.forEach (<anonymous>)",
      "    at async Promise.all (index 0)",
      "    at new Poll (file:///bot/src/polls.ts:1:2)",
      "    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
      "    at /srv/server.cjs:12:3",
    ];
    const error = new Error("words");
    error.stack = `Error: words\n${frames.join("\n")}`;

    log.error("a", { error });

    expect(last().error.stack).toEqual(frames);
  });

  it("the log writes the code of an AppError, and only the type of a thrown value that is no Error", () => {
    const { log, last } = trial();

    log.error("a", { error: new AppError(kudosErrors.NOT_A_MEMBER, { name: "Anna" }) });
    const refusal = last().error;
    log.error("b", { error: "secret" });

    expect(refusal).toMatchObject({ class: "AppError", code: "NOT_A_MEMBER" });
    expect(last().error).toEqual({ class: "string" });
  });

  it("the log drops lines below its level", () => {
    const { log, lines } = trial("warn");

    log.info("http.refused");
    log.warn("teams.busy");

    expect(lines).toHaveLength(1);
  });
});
