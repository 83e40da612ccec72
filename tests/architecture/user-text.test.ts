import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** Attributes that a person sees or hears. */
const SHOWN = /^(aria-(label|description|valuetext|roledescription|placeholder)|alt|label|placeholder|title|hint)$/;

/**
 * Text for people that stands in JSX instead of in `texts.ts`, and so in one language: in the attributes that are shown, and
 * as expressions among the children. Plain text among the children is found by the style gate (`noJsxLiterals`).
 */
function textsIn(source: string): readonly string[] {
  const file = ts.createSourceFile("a.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];

  function visit(node: ts.Node): void {
    if (ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) && node.initializer) {
      found.push(...wordsIn(node.initializer));
    }
    if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
      found.push(...wordsIn(node));
    }
    ts.forEachChild(node, visit);
  }

  visit(file);
  return found;
}

/** The literals that an expression may come to. What is handed to a function, or stands deeper in JSX, is none. */
function wordsIn(node: ts.Node | undefined): readonly string[] {
  if (!node) {
    return [];
  }
  if (ts.isStringLiteralLike(node)) {
    return /\p{L}/u.test(node.text) ? [node.text] : [];
  }
  if (ts.isTemplateExpression(node)) {
    const said = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("");
    return /\p{L}/u.test(said) ? [said] : [];
  }
  if (ts.isConditionalExpression(node)) {
    return [...wordsIn(node.whenTrue), ...wordsIn(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node)) {
    return isComparison(node) ? [] : [...wordsIn(node.left), ...wordsIn(node.right)];
  }
  return ts.isJsxExpression(node) || ts.isParenthesizedExpression(node) ? wordsIn(node.expression) : [];
}

const isComparison = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;

describe("text for people", () => {
  it("stands in no JSX of the tab", () => {
    const found = globSync("tab/src/**/*.tsx", { cwd: root }).flatMap((file) =>
      textsIn(readFileSync(join(root, file), "utf8")).map((text) => `${file}: ${text}`),
    );

    expect(found).toEqual([]);
  });

  it.each([
    '<p aria-label="Stäng" />',
    `<p title={\`Stäng \${name}\`} />`,
    '<Field label={isOpen ? "Öppen" : t("closed")} />',
    '<p>{"Stäng"}</p>',
    '<>{isOpen ? "Öppen" : t("closed")}</>',
    '<p>{isOpen && "Öppen"}</p>',
    '<p>{name + " har svarat"}</p>',
  ])("is found in %s", (jsx) => {
    expect(textsIn(`const a = ${jsx};`)).toHaveLength(1);
  });

  it.each([
    '<p aria-live="polite">{t("closed")}</p>',
    `<p title={\`\${name}\`}>{\`\${a}/\${b}\`}</p>`,
    '<p>{mode === "vote" ? t("vote") : t("advice")}</p>',
    '<p>{names.map((name) => <Face key={name} size="small" />)}</p>',
  ])("is not seen in %s", (jsx) => {
    expect(textsIn(`const a = ${jsx};`)).toEqual([]);
  });
});
