import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import draft4 from "ajv-draft-04";
import formats from "ajv-formats";

const require = createRequire(import.meta.url);

/** The version of Microsoft's schema that is used; equals `manifestVersion` in the manifest. */
export const MANIFEST_VERSION = "1.30";

/** Everything that Microsoft's schema refuses in a file of the app package. */
export function problemsIn(name: string, content: unknown): readonly string[] {
  const check = name === "manifest.json" ? manifest() : localization();
  return check(content) ? [] : (check.errors ?? []).map((error) => `${name}${formatError(error)}`);
}

const formatError = ({ instancePath, message, params }: ErrorObject) =>
  `${instancePath} ${message} ${JSON.stringify(params)}`;

const manifest = () => validatorFor("MicrosoftTeams.schema.json");
const localization = () => validatorFor("MicrosoftTeams.Localization.schema.json");

const validators = new Map<string, ValidateFunction>();

/** Cached: compiling a schema takes longer than all checks. */
function validatorFor(file: string): ValidateFunction {
  const check = validators.get(file) ?? compile(file);
  validators.set(file, check);
  return check;
}

function compile(file: string): ValidateFunction {
  const folder = dirname(require.resolve("@microsoft/app-manifest/package.json"));
  const path = join(folder, "build/json-schemas/teams", `v${MANIFEST_VERSION}`, file);
  const ajv = new draft4.default({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
}
