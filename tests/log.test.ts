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
  it("writes what may be written", () => {
    const { log, last } = trial();

    log.info("due.done", { requestId: "r", job: "kudos/share", durationMs: 12, count: 0 });

    expect(last()).toMatchObject({ msg: "due.done", requestId: "r", job: "kudos/share", durationMs: 12, count: 0 });
  });

  it("leaves out whatever else was handed in", () => {
    const { log, lines } = trial();
    const careless = { verb: "kudos/give", actor: { name: "Anna Ask" }, words: "secret" } as LogFields;

    log.warn("teams.refused", careless);

    expect(lines.join("")).toContain("kudos/give");
    expect(lines.join("")).not.toMatch(/Anna|secret|actor|words/);
  });

  it("keeps of an error its class, its code and where it happened, and no message", () => {
    const { log, last, lines } = trial();
    const refused = Object.assign(new Error("connect to anna@contoso.example"), { code: "ECONNREFUSED" });

    log.error("teams.bug", { error: new TypeError("secret\nwords", { cause: refused }) });

    expect(last().error).toMatchObject({ class: "TypeError", cause: { class: "Error", code: "ECONNREFUSED" } });
    expect(last().error.stack[0]).toContain("log.test.ts");
    expect(lines.join("")).not.toMatch(/secret|anna|words/);
  });

  it("names the code of a refusal, and of what is no error only its kind", () => {
    const { log, last } = trial();

    log.error("a", { error: new AppError(kudosErrors.NOT_A_MEMBER, { name: "Anna" }) });
    const refusal = last().error;
    log.error("b", { error: "secret" });

    expect(refusal).toMatchObject({ class: "AppError", code: "NOT_A_MEMBER" });
    expect(last().error).toEqual({ class: "string" });
  });

  it("is as quiet as it is told to be", () => {
    const { log, lines } = trial("warn");

    log.info("http.refused");
    log.warn("teams.busy");

    expect(lines).toHaveLength(1);
  });
});
