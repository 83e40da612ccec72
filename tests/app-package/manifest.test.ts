import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { commandScopes } from "#bot/core/command.ts";
import { helpCommand, isGreeting } from "#bot/teams/help-command.ts";
import { icons, renderIcon } from "../../appPackage/icons.ts";
import { manifestFiles, withCommands } from "../../appPackage/manifest.ts";
import { appPackage } from "../../appPackage/package.ts";
import { MANIFEST_VERSION, problemsIn } from "../../appPackage/schema.ts";
import { minePageTexts } from "../../tab/src/pages/mine/texts.ts";

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
  it("the app package satisfies Microsoft's schema, in both languages", async () => {
    const files = await unzipped();

    for (const name of ["manifest.json", "sv.json", "en.json"]) {
      expect(problemsIn(name, JSON.parse(Buffer.from(files[name] ?? []).toString())), name).toEqual([]);
    }
    expect((await manifest()).manifestVersion).toBe(MANIFEST_VERSION);
  });

  it("the build of the app package fails when the schema rejects a file or a setting is empty or invalid", async () => {
    expect(problemsIn("manifest.json", { ...(await manifest()), name: { short: "x".repeat(31) } })).not.toEqual([]);
    expect(
      problemsIn("en.json", { ...json("en.json"), "bots[0].commandLists[0].commands[0].titel": "thanks" }),
    ).not.toEqual([]);
    await expect(appPackage({ ...env, BOT_ID: "no-id" })).rejects.toThrow("botId");
    await expect(appPackage({ ...env, BOT_ID: "", BOT_DOMAIN: undefined })).rejects.toThrow("BOT_DOMAIN, BOT_ID");
  });

  it("the app package has no folders and holds exactly the files that the manifest names", async () => {
    const { icons: named, localizationInfo } = await manifest();
    const languages = [localizationInfo.defaultLanguageFile, ...localizationInfo.additionalLanguages.map(fileOf)];

    expect(Object.keys(await unzipped()).sort()).toEqual(
      ["manifest.json", named.color, named.outline, ...languages].sort(),
    );
  });

  it("the app package contains no placeholder, and equal settings give an equal package", async () => {
    const all = Object.values(await unzipped()).map((bytes) => Buffer.from(bytes).toString("latin1"));

    expect(all.join("\n")).not.toContain("${{");
    expect(await appPackage(env)).toEqual(await appPackage(env));
  });
});

const fileOf = ({ file }: { readonly file: string }) => file;

describe("the manifest, compared with the code", () => {
  it("the manifest lists what the features declare: after a change of a listed command or form, run `npm run manifest`", async () => {
    const files = await manifestFiles();

    expect(files, "run `npm run manifest`").toEqual(withCommands(files, allFeatures));
  });

  it("the manifest has a command list for each scope of the bot, with help last in each", async () => {
    const { bots } = await manifest();
    const lists: readonly { scopes: string[]; commands: { title: string }[] }[] = bots[0].commandLists;

    expect(bots[0].scopes.toSorted()).toEqual(commandScopes.toSorted());
    expect(lists.flatMap(({ scopes }) => scopes).toSorted()).toEqual(commandScopes.toSorted());
    expect(lists.map(({ commands }) => commands.at(-1)?.title)).toEqual(lists.map(() => "hjälp"));
    expect(helpCommand.names.map(isGreeting)).toEqual([true, true]);
  });

  it("the Swedish file repeats the manifest's own texts, and the English file translates each of them", async () => {
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
      minePageTexts.sv.title,
      minePageTexts.en.title,
    ]);
  });

  it("the manifest names the same bot, sign-in and domain everywhere", async () => {
    const own = await manifest();
    const addresses = [...JSON.stringify(own).matchAll(/(?:https|api):\/\/([^/"]+)/g)].map(([, host]) => host);

    expect(own.bots[0].botId).toBe(own.composeExtensions[0].botId);
    expect(own.validDomains).toEqual([env.BOT_DOMAIN]);
    expect(new Set(addresses)).toEqual(new Set([env.BOT_DOMAIN, "developer.microsoft.com"]));
    expect(own.webApplicationInfo).toEqual({
      id: env.AAD_APP_CLIENT_ID,
      // The server accepts tokens for this address too (bot/src/config.ts).
      resource: `api://${env.BOT_DOMAIN}/${env.AAD_APP_CLIENT_ID}`,
    });
  });

  it("the manifest offers the tab in channels, chats and meetings, including the meeting's side panel", async () => {
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

  it("the full description has fewer than 500 words, and names Microsoft Teams in full at the first mention", () => {
    for (const name of ["sv.json", "en.json"]) {
      const description: string = json(name)["description.full"];

      expect(description.split(/\s+/).length).toBeLessThan(500);
      expect(/Microsoft Teams/.exec(description)?.index).toBe(description.indexOf("Teams") - "Microsoft ".length);
    }
  });
});

describe("the manifest's permissions", () => {
  const permissions = async (): Promise<readonly { name: string; type: string }[]> =>
    (await manifest()).authorization.permissions.resourceSpecific;

  it("the manifest requests no permission to read messages, files, recordings or transcripts", async () => {
    const all = JSON.stringify(await manifest());

    expect(all).not.toMatch(/ChannelMessage\.Read|ChatMessage\.Read|Chat\.Read|Channel\.Read/);
    expect((await permissions()).filter(({ name }) => /Message|File|Recording|Transcript/i.test(name))).toEqual([]);
  });

  it("the manifest requests exactly these permissions, and the README explains each of them", async () => {
    const readme = text("README.md");
    const requested = [...(await permissions()).map(({ name }) => name), ...(await manifest()).permissions];

    const explained = requested.filter((name) =>
      new RegExp(`^\\| \`${RegExp.escape(name)}\` +\\| \\S`, "m").test(readme),
    );

    expect(requested).toEqual([
      "OnlineMeeting.ReadBasic.Chat",
      "OnlineMeetingParticipant.Read.Chat",
      "OnlineMeetingNotification.Send.Chat",
      "ChannelMember.Read.Group",
      "identity",
      "messageTeamMembers",
    ]);
    expect(explained).toEqual(requested);
  });
});

describe("the app's icons", () => {
  /** Width, height and colour type, read from the PNG's header. */
  function header(png: Buffer) {
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), colorType: png[25] };
  }

  it.each(Object.entries(icons))(
    "%s.png is %i pixels wide and high, and equals its rendered drawing",
    async (name, size) => {
      const png = readFileSync(resolve(folder, `${name}.png`));

      expect(header(png)).toMatchObject({ width: size, height: size });
      // After a change of a drawing, run `npm run icons` and check the image.
      expect(png.equals(await renderIcon(name as keyof typeof icons))).toBe(true);
    },
  );

  it("outline.png is white on a transparent background", async () => {
    const { pixels } = await rendered("outline");
    const visiblePixels = pixels.filter(({ alpha }) => alpha > 0);

    expect(header(readFileSync(resolve(folder, "outline.png"))).colorType).toBe(6);
    expect(pixels[0]?.alpha).toBe(0);
    expect(visiblePixels.length).toBeGreaterThan(100);
    expect(visiblePixels.length).toBeLessThan((32 * 32) / 2);
    expect(visiblePixels.every(({ isWhite }) => isWhite)).toBe(true);
  });

  it("color.png is opaque in every pixel, because Teams rounds the corners itself", async () => {
    const { pixels } = await rendered("color");

    expect(pixels.every(({ alpha }) => alpha === 255)).toBe(true);
  });
});

/** The pixels of a rendered drawing. */
async function rendered(name: keyof typeof icons) {
  const svg = readFileSync(resolve(folder, `${name}.svg`), "utf8");
  const { pixels: bytes } = new Resvg(svg, { fitTo: { mode: "width", value: icons[name] } }).render();
  const pixels = Array.from({ length: bytes.length / 4 }, (_, i) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(4 * i, 4 * i + 4);
    // Resvg returns premultiplied colours.
    return { alpha, isWhite: red === alpha && green === alpha && blue === alpha };
  });
  return { pixels };
}
