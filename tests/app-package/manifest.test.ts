import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import { commandScopes } from "#bot/core/feature.ts";
import { helpCommand } from "#bot/teams/help-command.ts";
import { isGreeting } from "#bot/teams/message-text.ts";
import { drawn, icons } from "../../appPackage/icons.ts";
import { manifestFiles, withCommands } from "../../appPackage/manifest.ts";
import { appPackage } from "../../appPackage/package.ts";
import { MANIFEST_VERSION, problemsIn } from "../../appPackage/schema.ts";
import { setupTexts } from "../../tab/src/pages/setup/texts.ts";

const folder = resolve(import.meta.dirname, "../../appPackage");
const text = (name: string) => readFileSync(resolve(folder, name), "utf8");
const json = (name: string) => JSON.parse(text(name));

const env = {
  TEAMS_APP_ID: "00000000-0000-4000-8000-000000000001",
  BOT_ID: "00000000-0000-4000-8000-0000000000b0",
  BOT_DOMAIN: "gnista.contoso.example",
  AAD_APP_CLIENT_ID: "00000000-0000-4000-8000-0000000000a0",
};

const unzipped = async () => unzipSync(await appPackage(env));
const manifest = async () => JSON.parse(Buffer.from((await unzipped())["manifest.json"] ?? []).toString());

describe("the app package", () => {
  it("is what Microsoft's schema asks for, in both languages", async () => {
    const files = await unzipped();

    for (const name of ["manifest.json", "sv.json", "en.json"]) {
      expect(problemsIn(name, JSON.parse(Buffer.from(files[name] ?? []).toString())), name).toEqual([]);
    }
    expect((await manifest()).manifestVersion).toBe(MANIFEST_VERSION);
  });

  it("would not be made where the schema refuses it, nor with a setting left empty", async () => {
    expect(problemsIn("manifest.json", { ...(await manifest()), name: { short: "x".repeat(31) } })).not.toEqual([]);
    expect(
      problemsIn("en.json", { ...json("en.json"), "bots[0].commandLists[0].commands[0].titel": "thanks" }),
    ).not.toEqual([]);
    await expect(appPackage({ ...env, BOT_ID: "no-id" })).rejects.toThrow("botId");
    await expect(appPackage({ ...env, BOT_ID: "", BOT_DOMAIN: undefined })).rejects.toThrow("BOT_DOMAIN, BOT_ID");
  });

  it("opens flat, with everything that the manifest names and nothing else", async () => {
    const { icons: named, localizationInfo } = await manifest();
    const languages = [localizationInfo.defaultLanguageFile, ...localizationInfo.additionalLanguages.map(fileOf)];

    expect(Object.keys(await unzipped()).sort()).toEqual(
      ["manifest.json", named.color, named.outline, ...languages].sort(),
    );
  });

  it("leaves no placeholder, and is the same for the same settings", async () => {
    const all = Object.values(await unzipped()).map((bytes) => Buffer.from(bytes).toString("latin1"));

    expect(all.join("\n")).not.toContain("${{");
    expect(await appPackage(env)).toEqual(await appPackage(env));
  });
});

const fileOf = ({ file }: { readonly file: string }) => file;

describe("the manifest says what the code does", () => {
  it("lists what the features declare: after a change of a listed command or form, run `npm run manifest`", async () => {
    const files = await manifestFiles();

    expect(files, "run `npm run manifest`").toEqual(withCommands(files, features));
  });

  it("has a list for each scope of the bot, and help last in each", async () => {
    const { bots } = await manifest();
    const lists: readonly { scopes: string[]; commands: { title: string }[] }[] = bots[0].commandLists;

    expect(bots[0].scopes.toSorted()).toEqual(commandScopes.toSorted());
    expect(lists.flatMap(({ scopes }) => scopes).toSorted()).toEqual(commandScopes.toSorted());
    expect(lists.map(({ commands }) => commands.at(-1)?.title)).toEqual(lists.map(() => "hjälp"));
    expect(helpCommand.names.map(isGreeting)).toEqual([true, true]);
  });

  it("says the same in its own words and in its Swedish file, and everything that it says in English", async () => {
    const own = await manifest();
    const [sv, en] = [json("sv.json"), json("en.json")];

    expect(sv).toMatchObject({
      "name.short": own.name.short,
      "name.full": own.name.full,
      "description.short": own.description.short,
      "description.full": own.description.full,
      "staticTabs[0].name": own.staticTabs[0].name,
    });
    expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort());
    expect([sv["staticTabs[0].name"], en["staticTabs[0].name"]]).toEqual([
      setupTexts.sv.tabName,
      setupTexts.en.tabName,
    ]);
  });

  it("is one bot, one sign-in and one domain everywhere", async () => {
    const own = await manifest();
    const addresses = [...JSON.stringify(own).matchAll(/(?:https|api):\/\/([^/"]+)/g)].map(([, host]) => host);

    expect(own.bots[0].botId).toBe(own.composeExtensions[0].botId);
    expect(own.validDomains).toEqual([env.BOT_DOMAIN]);
    expect(new Set(addresses)).toEqual(new Set([env.BOT_DOMAIN, "developer.microsoft.com"]));
    expect(own.webApplicationInfo).toEqual({
      id: env.AAD_APP_CLIENT_ID,
      // The server takes tokens for this address, too (bot/src/config.ts).
      resource: `api://${env.BOT_DOMAIN}/${env.AAD_APP_CLIENT_ID}`,
    });
  });

  it("shows the tab in channels, chats and meetings, beside the meeting as well", async () => {
    const { configurableTabs, staticTabs } = await manifest();

    expect(configurableTabs[0]).toMatchObject({ scopes: ["team", "groupChat"] });
    expect(configurableTabs[0].context).toEqual(
      expect.arrayContaining([
        "channelTab",
        "privateChatTab",
        "meetingChatTab",
        "meetingDetailsTab",
        "meetingSidePanel",
      ]),
    );
    expect(staticTabs[0].scopes).toEqual(["personal"]);
  });

  it("describes itself in fewer words than Microsoft's store takes, and names Microsoft Teams in full", () => {
    for (const name of ["sv.json", "en.json"]) {
      const description: string = json(name)["description.full"];

      expect(description.split(/\s+/).length).toBeLessThan(500);
      expect(/Microsoft Teams/.exec(description)?.index).toBe(description.indexOf("Teams") - "Microsoft ".length);
    }
  });
});

describe("permissions", () => {
  const permissions = async (): Promise<readonly { name: string; type: string }[]> =>
    (await manifest()).authorization.permissions.resourceSpecific;

  it("never read what people write to each other", async () => {
    const all = JSON.stringify(await manifest());

    expect(all).not.toMatch(/ChannelMessage\.Read|ChatMessage\.Read|Chat\.Read|Channel\.Read/);
    expect((await permissions()).filter(({ name }) => /Message|File|Recording|Transcript/i.test(name))).toEqual([]);
  });

  it("are these and no others, each explained to whoever consents", async () => {
    const readme = text("README.md");
    const asked = [...(await permissions()).map(({ name }) => name), ...(await manifest()).permissions];

    const explained = asked.filter((name) => new RegExp(`^\\| \`${RegExp.escape(name)}\` +\\| \\S`, "m").test(readme));

    expect(asked).toEqual([
      "OnlineMeeting.ReadBasic.Chat",
      "OnlineMeetingParticipant.Read.Chat",
      "OnlineMeetingNotification.Send.Chat",
      "ChannelMember.Read.Group",
      "identity",
      "messageTeamMembers",
    ]);
    expect(explained).toEqual(asked);
  });
});

describe("icons", () => {
  /** Width, height and whether there is an alpha channel, from the PNG's header. */
  function header(png: Buffer) {
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), colorType: png[25] };
  }

  it.each(Object.entries(icons))("%s is %i pixels wide and high, and what the drawing shows", async (name, size) => {
    const png = readFileSync(resolve(folder, `${name}.png`));

    expect(header(png)).toMatchObject({ width: size, height: size });
    // After a change of a drawing: npm run icons, and look at it.
    expect(png.equals(await drawn(name as keyof typeof icons))).toBe(true);
  });

  it("has an outline in white on nothing", async () => {
    const { pixels } = await rendered("outline");
    const seen = pixels.filter(({ alpha }) => alpha > 0);

    expect(header(readFileSync(resolve(folder, "outline.png"))).colorType).toBe(6);
    expect(pixels[0]?.alpha).toBe(0);
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.length).toBeLessThan((32 * 32) / 2);
    expect(seen.every(({ isWhite }) => isWhite)).toBe(true);
  });

  it("fills its square in colour: Teams rounds the corners itself", async () => {
    const { pixels } = await rendered("color");

    expect(pixels.every(({ alpha }) => alpha === 255)).toBe(true);
  });
});

/** What is really drawn, pixel by pixel. */
async function rendered(name: keyof typeof icons) {
  const svg = readFileSync(resolve(folder, `${name}.svg`), "utf8");
  const { pixels: bytes } = new Resvg(svg, { fitTo: { mode: "width", value: icons[name] } }).render();
  const pixels = Array.from({ length: bytes.length / 4 }, (_, i) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(4 * i, 4 * i + 4);
    // Colours come multiplied by how much of them is there.
    return { alpha, isWhite: red === alpha && green === alpha && blue === alpha };
  });
  return { pixels };
}
