import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

export interface NamedFile {
  readonly file: string;
  /** Exported values and types. */
  readonly names: readonly string[];
}

/** Every source file below `folder` that `pattern` matches, with the names that it exports. */
export function exportedNames(folder: string, pattern = "{bot,tab}/**/*.{ts,tsx}"): readonly NamedFile[] {
  return globSync(pattern, { cwd: folder })
    .filter((file) => !file.endsWith(".d.ts") && !file.includes("node_modules"))
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted()
    .map((file) => ({ file, names: namesIn(join(folder, file)) }));
}

function namesIn(path: string): readonly string[] {
  const { statements } = ts.createSourceFile(basename(path), readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
    }
    if (ts.isExportAssignment(statement)) {
      return ["default"];
    }
    return isExported(statement) ? declaredIn(statement) : [];
  });
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function declaredIn(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
