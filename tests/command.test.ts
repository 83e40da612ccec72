import { expect, it, onTestFinished, vi } from "vitest";
import { asCommand } from "#bot/command.ts";

/** What is printed to stderr, and the exit code, both restored after the test. */
function watchedProcess(): { printed(): string; exitCode(): unknown } {
  const before = process.exitCode;
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    stderr.mockRestore();
    process.exitCode = before;
  });
  return { printed: () => stderr.mock.calls.map(([text]) => text).join(""), exitCode: () => process.exitCode };
}

it.each([
  ["an error", new Error("no such tenant"), "no such tenant\n"],
  ["something else", "no such tenant", "no such tenant\n"],
])("a command that fails with %s prints its message without a stack, and exits with 1", async (_, thrown, message) => {
  const watched = watchedProcess();

  await asCommand(() => Promise.reject(thrown));

  expect([watched.printed(), watched.exitCode()]).toEqual([message, 1]);
});

it("a command that succeeds prints nothing, and leaves the exit code", async () => {
  const watched = watchedProcess();
  const before = watched.exitCode();

  await asCommand(async () => undefined);

  expect([watched.printed(), watched.exitCode()]).toEqual(["", before]);
});
