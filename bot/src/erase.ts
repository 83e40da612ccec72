import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { allFeatures } from "./all-features.ts";
import { asCommand } from "./command.ts";
import { readStorageConfig } from "./config.ts";
import type { Services } from "./core/context.ts";
import { offlineServices } from "./core/offline-services.ts";
import { erasePerson, eraseReport } from "./features/people/personal-data/erasing.ts";
import { isKnown, type PurgeResult, removeTeam, removeTenant } from "./features/people/personal-data/purge.ts";
import { openLog } from "./log.ts";
import { openStorage, type StorageConfig } from "./storage/open-storage.ts";

/** `npm run erase`: erases a person, a team or a tenant for the administrator. Can be repeated. */
await asCommand(run);

async function run(): Promise<void> {
  const args = readArguments();
  // For a person only the promise is written; the running server erases their answers.
  const needsKeys = args.team !== undefined || args.everything === true;
  const config = readStorageConfig();
  mustBeThere(config);
  const storage = await openStorage(config, { log: openLog({ level: "warn" }), needsKeys });
  try {
    const services = offlineServices({ ...storage, tenantId: args.tenant, now: new Date() });
    await mustBeKnown(services, args, config);
    for (const line of await carryOut(services, args)) {
      process.stdout.write(`${line}\n`);
    }
    await storage.store.purge();
  } finally {
    await storage.store.close();
  }
}

function isEntraId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

interface Asked {
  readonly tenant: string;
  readonly person?: string;
  readonly team?: string;
  readonly report?: string;
  readonly everything?: boolean;
}

function readArguments(): Asked {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { tenant: text, person: text, team: text, report: text, everything: { type: "boolean" } },
    strict: false,
  });
  const { tenant, person, team, report, everything } = values;
  const targets = [person, team, report, everything].filter((one) => one !== undefined);
  if (typeof tenant !== "string" || targets.length !== 1) {
    throw new Error(usage());
  }
  if (!isEntraId(tenant)) {
    throw new Error(`${tenant} is not a tenant id, like 00000000-0000-…: the overview of Entra ID shows it.`);
  }
  if (typeof person === "string" && !isEntraId(person)) {
    throw new Error(`${person} is no Entra object id, like 00000000-0000-…: look the person up in Entra ID.`);
  }
  return {
    tenant: tenant.toLowerCase(),
    ...(typeof person === "string" ? { person: person.toLowerCase() } : {}),
    ...(typeof team === "string" ? { team } : {}),
    ...(typeof report === "string" ? { report } : {}),
    ...(everything === true ? { everything } : {}),
  };
}

/** Without this check an empty store would be created and then erased. */
function mustBeThere({ dataFolder, cosmos }: StorageConfig): void {
  const file = join(dataFolder, "gnista.sqlite");
  if (!cosmos && !existsSync(file)) {
    throw new Error(
      `There is no ${file}. Set GNISTA_DATA to the folder of the documents, or set COSMOS_ENDPOINT and KEY_VAULT_URL.`,
    );
  }
}

/** A mistyped id must not be reported as erased. */
async function mustBeKnown(services: Services, args: Asked, { dataFolder, cosmos }: StorageConfig): Promise<void> {
  if (args.report === undefined && !(await isKnown(services, args.team))) {
    const what = args.team === undefined ? `tenant ${args.tenant}` : `team or chat ${args.team}`;
    const where = cosmos ? `${cosmos.database} at ${cosmos.endpoint}` : dataFolder;
    throw new Error(`Nothing of ${what} is in ${where}. Check the id and the settings, unless it was erased already.`);
  }
}

async function carryOut(services: Services, args: Asked): Promise<readonly string[]> {
  if (args.person !== undefined) {
    const reference = await erasePerson(services, args.person);
    return [
      "Promised. The running Gnista, or the next to start, erases the person and changes the posted cards.",
      `How it went: npm run erase -- --tenant ${args.tenant} --report ${reference}`,
    ];
  }
  if (args.report !== undefined) {
    return [formatReport(await eraseReport(services, args.report))];
  }
  if (args.team !== undefined) {
    return purgeReport(await removeTeam(services, allFeatures, args.team));
  }
  if (args.everything) {
    return purgeReport(await removeTenant(services, allFeatures));
  }
  throw new Error(usage());
}

function formatReport(report: Awaited<ReturnType<typeof eraseReport>>): string {
  if (report === undefined) {
    return "There is no such reference, or it is more than ninety days old.";
  }
  if (report === "underWay") {
    return "Not done yet. It goes on while Gnista runs.";
  }
  const unchanged =
    report.messagesLeft === 0
      ? "Every posted message was changed."
      : `${report.messagesLeft} posted messages could not be changed: they were deleted, or Gnista was removed from the conversation. Its members can delete them in Teams.`;
  return `Done at ${report.done}. ${unchanged}`;
}

function purgeReport({ events, people, teams }: PurgeResult): readonly string[] {
  return [
    `Erased: ${events} thanks and questions in ${teams} teams. ${people} people were checked.`,
    "Posted messages stay in Teams until somebody deletes them there.",
  ];
}

function usage(): string {
  return `State what to erase:

  npm run erase -- --tenant <tenant id> --person <Entra object id>
  npm run erase -- --tenant <tenant id> --report <reference>
  npm run erase -- --tenant <tenant id> --team <team or chat id>
  npm run erase -- --tenant <tenant id> --everything`;
}
