import ts from "typescript";

/** Replaces the value at `path` in the source of a JSON file. Everything else stays byte for byte. */
export function withValue(source: string, path: readonly (string | number)[], value: unknown): string {
  const file = ts.parseJsonText("file.json", source);
  let node: ts.Node | undefined = file.statements[0]?.expression;
  for (const step of path) {
    node = typeof step === "number" ? elementAt(node, step) : propertyOf(node, step);
  }
  if (!node) {
    throw new Error(`There is no ${path.join(".")} to rewrite.`);
  }
  const start = node.getStart(file);
  return source.slice(0, start) + formatted(value, indentAt(source, start)) + source.slice(node.end);
}

/**
 * Replaces all properties of a flat JSON object that `isReplaced` selects by `entries`, at the position of the first
 * one, else at the end. Everything else stays byte for byte.
 */
export function withEntries(
  source: string,
  isReplaced: (key: string) => boolean,
  entries: Readonly<Record<string, string>>,
): string {
  const file = ts.parseJsonText("file.json", source);
  const root = file.statements[0]?.expression;
  if (!root || !ts.isObjectLiteralExpression(root)) {
    throw new Error("The file is no JSON object.");
  }
  const properties = root.properties.map((property) => ({
    isOld: isReplaced(keyOf(property)),
    text: property.getText(file),
  }));
  const first = properties.findIndex(({ isOld }) => isOld);
  const place = first < 0 ? properties.length : first;
  const kept = (some: typeof properties) => some.filter(({ isOld }) => !isOld).map(({ text }) => text);
  const all = [
    ...kept(properties.slice(0, place)),
    ...Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    ...kept(properties.slice(place)),
  ];
  return `${source.slice(0, root.getStart(file))}{\n  ${all.join(",\n  ")}\n}${source.slice(root.end)}`;
}

const keyOf = ({ name }: ts.ObjectLiteralElementLike): string => (name && ts.isStringLiteral(name) ? name.text : "");

function propertyOf(node: ts.Node | undefined, key: string): ts.Node | undefined {
  const found =
    node && ts.isObjectLiteralExpression(node) ? node.properties.find((one) => keyOf(one) === key) : undefined;
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

const elementAt = (node: ts.Node | undefined, index: number): ts.Node | undefined =>
  node && ts.isArrayLiteralExpression(node) ? node.elements[index] : undefined;

/** The indentation of the line that contains `position`. */
const indentAt = (source: string, position: number): string =>
  /^ */.exec(source.slice(source.lastIndexOf("\n", position - 1) + 1))?.[0] ?? "";

/** Formats as Biome does: objects on several lines, a short list of strings on one. */
function formatted(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => formatted(item, inner));
    return value.every((item) => typeof item === "string")
      ? `[${items.join(", ")}]`
      : `[\n${items.map((item) => inner + item).join(",\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const lines = Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${formatted(one, inner)}`);
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value);
}
