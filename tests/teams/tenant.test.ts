import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ActivityTypes } from "botbuilder";
import { describe, expect, it, onTestFinished } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { aTeam, CHANNEL, fullName, idOf, TENANT, type Team, type TeamStorage } from "../support/a-team.ts";
import { eventFixtures } from "../support/event-fixtures.ts";
import { everythingStored, lineOf } from "../support/everything.ts";

/*
 * The tenant that hosts a conversation must be allowed, whatever the activity is. An activity of any other tenant is
 * answered, and has no other effect.
 */

const FOREIGN = "99999999-9999-4999-8999-999999999999";
const UPPER = "ABCDEFAB-0000-4000-8000-0000000000C1";
const words = "Hemliga ord";

const invokes = [
  "composeExtension/query",
  "composeExtension/selectItem",
  "composeExtension/queryLink",
  "task/fetch",
  "task/submit",
  "tab/fetch",
  "signin/verifyState",
  "signin/tokenExchange",
  "fileConsent/invoke",
  "message/submitAction",
  "actionableMessage/executeAction",
  "something/new",
];

/** Every kind of activity: botbuilder's types, every verb, command and form of every feature, and every event. */
const kinds: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    Object.values(ActivityTypes).map((type) => [
      `type ${type}`,
      { type, text: words, membersAdded: [{ id: "29:bo" }] },
    ]),
  ),
  ...Object.fromEntries(
    invokes.map((name) => [`invoke ${name}`, { type: "invoke", name, value: { data: { words } } }]),
  ),
  ...Object.fromEntries(
    [...allFeatures.flatMap(({ verbs }) => Object.keys(verbs ?? {})), "people/in-team", "no/verb"].map((verb) => [
      `click ${verb}`,
      {
        type: "invoke",
        name: "adaptiveCard/action",
        value: { action: { type: "Action.Execute", verb, data: { words } } },
      },
    ]),
  ),
  ...Object.fromEntries(
    allFeatures
      .flatMap(({ commands }) => (commands ?? []).flatMap(({ names }) => names))
      .map((name) => [`command ${name}`, { type: "message", text: `<at>Gnista</at> ${name} ${words}` }]),
  ),
  ...Object.fromEntries(
    allFeatures
      .flatMap(({ extensions }) => extensions ?? [])
      .flatMap(({ commandId }) =>
        ["fetchTask", "submitAction"].map((what) => [
          `dialog ${what} ${commandId}`,
          {
            type: "invoke",
            name: `composeExtension/${what}`,
            value: { commandId, commandContext: "compose", data: { words } },
          },
        ]),
      ),
  ),
  "an old client's button": { type: "message", value: { verb: "people/preferences" } },
  ...Object.fromEntries(
    Object.entries(eventFixtures).map(([name, { type, action, name: event, membersAdded, membersRemoved, value }]) => [
      `event ${name}`,
      { type, action, name: event, membersAdded, membersRemoved, value },
    ]),
  ),
};

interface Named {
  readonly conversation?: string | undefined;
  readonly channelData?: string | undefined;
}

const refused: Readonly<Record<string, Named & { readonly code: string; readonly channelType?: string }>> = {
  "a foreign tenant": { conversation: FOREIGN, channelData: FOREIGN, code: "TENANT_NOT_ALLOWED" },
  "a foreign tenant in channelData alone": { channelData: FOREIGN, code: "TENANT_NOT_ALLOWED" },
  "a foreign tenant in the conversation alone": { conversation: FOREIGN, code: "TENANT_NOT_ALLOWED" },
  "a foreign host, whoever acts": {
    conversation: FOREIGN,
    channelData: TENANT,
    channelType: "shared",
    code: "TENANT_NOT_ALLOWED",
  },
  "two different tenants outside a shared channel": {
    conversation: TENANT,
    channelData: FOREIGN,
    channelType: "private",
    code: "TENANT_NOT_ALLOWED",
  },
  "no tenant": { code: "MALFORMED" },
};

const inTenant = (activity: object, { conversation, channelData, channelType }: Named & { channelType?: string }) => ({
  ...activity,
  conversation: { ...conversationOf(activity), tenantId: conversation },
  channelData: {
    ...channelDataOf(activity),
    ...(channelType ? { channel: { id: CHANNEL, type: channelType } } : {}),
    tenant: channelData === undefined ? undefined : { id: channelData },
  },
});
const conversationOf = (activity: object) => (activity as { conversation?: object }).conversation;
const channelDataOf = (activity: object) => (activity as { channelData?: object }).channelData;

/** A team whose store records each call, on a file whose content can be compared byte for byte. */
async function aWatchedTeam(parts: Parameters<typeof aTeam>[0] = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-tenants-"));
  const file = join(folder, "gnista.sqlite");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const calls: string[] = [];
  const noting = (store: DocumentStore): DocumentStore => ({
    ...store,
    get: (pk, id) => {
      calls.push(`get ${pk}`);
      return store.get(pk, id);
    },
    range: (pk, bounds) => {
      calls.push(`range ${pk}`);
      return store.range(pk, bounds);
    },
    write: (pk, ops) => {
      calls.push(`write ${pk}`);
      return store.write(pk, ops);
    },
  });
  const storage: TeamStorage = {
    openedBy: async (_, now) => ({
      store: noting(openEmbedded({ file, now })),
      keys: keyFiles(join(folder, "keys")),
    }),
  };
  const team = await aTeam({ storage, ...parts });
  return { team, calls, stored: () => everythingStored(file) };
}

const activityOf = (team: Team, kind: object) => ({ ...team.activityOf("anna", { locale: "en-GB" }), ...kind });

describe("an activity of a tenant that is not allowed", () => {
  it.each(Object.entries(refused))(
    "an activity of any kind that names %s reads and stores nothing, posts nothing and logs no personal data",
    { timeout: 120_000 },
    async (_, { code, ...named }) => {
      const { team, calls, stored } = await aWatchedTeam();
      const before = stored();
      const linesBefore = team.logs().length;
      calls.length = 0;

      for (const [name, kind] of Object.entries(kinds)) {
        const activity = inTenant(activityOf(team, kind), named);
        const { status, body, error } = await team.sends(activity);

        expect(status, name).toBe(200);
        if ("type" in kind && kind.type === "invoke") {
          expect(error?.code, name).toBe(code);
          expect(body).toMatchObject({ statusCode: 400, type: "application/vnd.microsoft.error" });
        } else {
          expect(body, name).toBeUndefined();
        }
      }
      await team.settle();

      expect(calls.filter((call) => !call.includes("due|"))).toEqual([]);
      expect(stored().text === before.text).toBe(true);
      expect(team.teams.calls).toEqual([]);
      const lines = team.logs().slice(linesBefore).join("\n");
      expect(lines).toContain("teams.tenant-refused");
      expect(lines).not.toMatch(new RegExp(`${words}|${fullName("anna")}|${idOf("anna")}|29:anna`));
    },
  );

  it("a click from a tenant that is not allowed is answered with what to do, in the client's language", async () => {
    const { team } = await aWatchedTeam();
    const { conversation, channelData } = inTenant(team.activityOf("anna"), { conversation: FOREIGN });
    const click = (locale: string) =>
      team.as("anna").clicks("people/preferences", {}, { locale, activity: { conversation, channelData } });

    expect((await click("sv-SE")).text).toContain("Be er Teams-administratör");
    expect((await click("en-GB")).text).toContain("Ask your Teams administrator");
  });

  it("an installation in a tenant that is not allowed creates no team", async () => {
    const { team, stored } = await aWatchedTeam({ isNotInstalled: true });

    for (const event of [{ type: "installationUpdate", action: "add" }, eventFixtures["team-bot-added"] ?? {}]) {
      const activity = { ...activityOf(team, event), ...conversationIn(team) };
      await team.sends(inTenant(activity, { conversation: FOREIGN, channelData: FOREIGN }));
    }

    expect(stored().documents).toEqual([]);
  });
});

const conversationIn = (team: Team) => {
  const { conversation, channelData, serviceUrl } = team.activityOf("anna");
  return { conversation, channelData, serviceUrl };
};

describe("an activity of an allowed tenant", () => {
  const allowed: Readonly<Record<string, Named & { readonly channelType?: string }>> = {
    "the tenant in both places": { conversation: TENANT, channelData: TENANT },
    "the tenant in channelData alone": { channelData: TENANT },
    "the tenant in the conversation alone": { conversation: TENANT },
    "a null beside the tenant": { conversation: null as unknown as undefined, channelData: TENANT },
    "the host, and the tenant of whoever acts in its shared channel": {
      conversation: TENANT,
      channelData: FOREIGN,
      channelType: "shared",
    },
  };

  it.each(Object.entries(allowed))(
    "an activity that names %s uses the documents of the allowed tenant",
    async (_, named) => {
      const { team, stored } = await aWatchedTeam();

      const { card } = await team.as("anna").clicks(
        "people/preferences",
        {},
        {
          activity: inTenant(team.activityOf("anna"), named),
        },
      );

      expect(card).toBeDefined();
      expect(stored().documents.filter(({ pk }) => pk.includes(FOREIGN))).toEqual([]);
    },
  );

  it("treats a tenant id in upper case as the same tenant, in the settings and in activities", async () => {
    const { team, stored } = await aWatchedTeam({ otherTenants: [UPPER] });
    const says = (tenantId: string) =>
      team.sends({
        ...inTenant(team.activityOf("anna", { isPersonal: true }), { conversation: tenantId, channelData: tenantId }),
        type: "message",
        text: "inställningar",
      });

    await says(UPPER);
    const first = stored()
      .documents.filter(({ pk }) => !pk.endsWith("|said"))
      .map(lineOf);
    await team.at(new Date(team.now().getTime() + 60_000));
    await says(UPPER.toLowerCase());

    expect(first.join("\n")).toContain(`t.${UPPER.toLowerCase()}|`);
    expect(stored().documents.filter(({ pk }) => pk.includes(UPPER))).toEqual([]);
    expect(
      stored()
        .documents.filter(({ pk }) => !pk.endsWith("|said"))
        .map(lineOf),
    ).toEqual(first);
  });
});
