import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);

/** A value in a Bicep file: objects and arrays as such, every other expression as its source text. */
export type Written = string | readonly Written[] | { readonly [name: string]: Written };

export interface Bicep {
  /** Syntax errors with their lines; empty if the grammar parses the whole file. */
  readonly errors: readonly string[];
  readonly resources: readonly Declared[];
  readonly modules: readonly Declared[];
  readonly variables: ReadonlyMap<string, Written>;
  readonly parameters: readonly string[];
  /** The outputs by name, which everybody with access to the deployment can read. */
  readonly outputs: ReadonlyMap<string, string>;
}

export interface Declared {
  /** The type and version of a resource, or the file of a module. */
  readonly what: string;
  readonly symbol: string;
  readonly body: Written;
}

let parser: Promise<Parser> | undefined;

/**
 * Parses a file with Bicep's grammar, which checks syntax only: types and versions are known only to Azure's own
 * compiler.
 */
export async function readBicep(path: string): Promise<Bicep> {
  return bicepIn(readFileSync(path, "utf8"));
}

export async function bicepIn(text: string): Promise<Bicep> {
  parser ??= openParser();
  const root = (await parser).parse(text)?.rootNode;
  if (!root) {
    throw new Error("the grammar did not answer");
  }
  const declared = (type: string) => root.namedChildren.filter((node): node is Node => node?.type === type);
  return {
    errors: errorsIn(root),
    resources: declared("resource_declaration").map(asDeclared),
    modules: declared("module_declaration").map(asDeclared),
    variables: new Map(declared("variable_declaration").map((node) => [nameOf(node), bicepValue(last(node))])),
    parameters: declared("parameter_declaration").map(nameOf),
    outputs: new Map(declared("output_declaration").map((node) => [nameOf(node), last(node).text])),
  };
}

async function openParser(): Promise<Parser> {
  await Parser.init();
  const made = new Parser();
  made.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  return made;
}

function errorsIn(node: Node): readonly string[] {
  const own = node.isError || node.isMissing ? [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`] : [];
  return node.hasError ? [...own, ...node.children.flatMap((child) => (child ? errorsIn(child) : []))] : own;
}

function asDeclared(node: Node): Declared {
  const what = node.namedChildren.find((child) => child?.type === "string");
  return { what: unquoted(what?.text ?? ""), symbol: nameOf(node), body: bicepValue(objectIn(node)) };
}

/** The object inside a condition, if there is one. */
function objectIn(node: Node): Node {
  const body = last(node);
  return body.type === "object" ? body : (body.namedChildren.find((child) => child?.type === "object") ?? body);
}

const nameOf = (node: Node): string => node.namedChildren.find((child) => child?.type === "identifier")?.text ?? "";

function last(node: Node): Node {
  const found = node.namedChildren.at(-1);
  if (!found) {
    throw new Error(`nothing is declared in ${node.text}`);
  }
  return found;
}

function bicepValue(node: Node): Written {
  const children = node.namedChildren.filter((child): child is Node => child !== null && child.type !== "comment");
  if (node.type === "object") {
    return Object.fromEntries(
      children.map((property) => [unquoted(property.namedChild(0)?.text ?? ""), bicepValue(last(property))]),
    );
  }
  return node.type === "array" ? children.map(bicepValue) : unquoted(node.text);
}

const unquoted = (text: string): string => text.replace(/^'(.*)'$/s, "$1");
