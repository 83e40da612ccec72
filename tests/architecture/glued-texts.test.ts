import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/*
 * Languages differ in punctuation and in the order of words, so code never builds a message out of a translated part and
 * characters of its own: the whole message is one text with placeholders. Complete sentences may follow each other,
 * separated by a space.
 */

/** The templates in a source that put a call of `t` beside characters other than white space. */
function gluedIn(source: string, file = "a.tsx"): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node)) {
      const literals = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text);
      const isTranslated = node.templateSpans.some(({ expression }) => isTranslation(expression));
      if (isTranslated && literals.some((text) => text.trim() !== "")) {
        found.push(node.getText());
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(basename(file), source, ts.ScriptTarget.Latest, true));
  return found;
}

const isTranslation = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t";

/** `#{…}` stands for a place in a template, which a plain string may not contain. */
const withTemplates = (source: string): string => source.replaceAll("#{", "${");

describe("messages", () => {
  it("no message is glued from a translated text and other characters", () => {
    const files = globSync("{bot,tab}/src/**/*.{ts,tsx}", { cwd: root });

    const glued = files.flatMap((file) =>
      gluedIn(readFileSync(join(root, file), "utf8"), file).map((template) => `${file}: ${template}`),
    );

    expect(glued, "make it one text with a placeholder").toEqual([]);
  });

  it.each([
    'const label = `#{t("thank")}: #{title}`;',
    'const label = <Button aria-label={`#{mark}, #{t("most")}`} />;',
    'const sentence = `#{t("yourTurn")}.`;',
  ])("the check finds a glued message: %s", (source) => {
    expect(gluedIn(withTemplates(source))).toHaveLength(1);
  });

  it.each([
    'const label = t("thankFor", { title });',
    'const both = `#{t("closes", { time })} #{t("neverHaveTo")}`;',
    "const key = `#{name}: #{text}`;",
  ])("the check accepts a whole message, and sentences in a row: %s", (source) => {
    expect(gluedIn(withTemplates(source))).toEqual([]);
  });
});
