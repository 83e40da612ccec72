import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** Attributes that a person sees or hears. */
const SHOWN = /^(aria-(label|description|valuetext|roledescription|placeholder)|alt|label|placeholder|title|hint)$/;

/**
 * Text for people that is written in JSX instead of in `texts.ts`, and so in one language only: in the shown
 * attributes, and in expressions among the children. The style gate finds plain text among the children
 * (`noJsxLiterals`).
 */
function textsIn(source: string): readonly string[] {
  const file = ts.createSourceFile("a.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];

  function visit(node: ts.Node): void {
    if (ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) && node.initializer) {
      found.push(...literalsIn(node.initializer));
    }
    if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
      found.push(...literalsIn(node));
    }
    ts.forEachChild(node, visit);
  }

  visit(file);
  return found;
}

/** The literals that an expression may evaluate to. Arguments of a function and literals deeper in JSX do not count. */
function literalsIn(node: ts.Node | undefined): readonly string[] {
  if (!node) {
    return [];
  }
  if (ts.isStringLiteralLike(node)) {
    return /\p{L}/u.test(node.text) ? [node.text] : [];
  }
  if (ts.isTemplateExpression(node)) {
    const fixedText = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("");
    return /\p{L}/u.test(fixedText) ? [fixedText] : [];
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node)) {
    return isComparison(node) ? [] : [...literalsIn(node.left), ...literalsIn(node.right)];
  }
  return ts.isJsxExpression(node) || ts.isParenthesizedExpression(node) ? literalsIn(node.expression) : [];
}

const isComparison = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;

describe("text for people in JSX", () => {
  it("no JSX of the tab contains text for people", () => {
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
  ])("the check finds text for people in %s", (jsx) => {
    expect(textsIn(`const a = ${jsx};`)).toHaveLength(1);
  });

  it.each([
    '<p aria-live="polite">{t("closed")}</p>',
    `<p title={\`\${name}\`}>{\`\${a}/\${b}\`}</p>`,
    '<p>{mode === "vote" ? t("vote") : t("advice")}</p>',
    '<p>{names.map((name) => <Face key={name} size="small" />)}</p>',
  ])("the check finds no text for people in %s", (jsx) => {
    expect(textsIn(`const a = ${jsx};`)).toEqual([]);
  });
});
