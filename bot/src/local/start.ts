import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { buildTab } from "../../../tab/build.ts";
import type { LocalConfig } from "../config.ts";
import type { Locale } from "../core/context.ts";
import { offlineServices } from "../core/offline-services.ts";
import { type Gnista, startGnista } from "../gnista.ts";
import { servePages } from "../http/pages.ts";
import { openLog } from "../log.ts";
import { openStorage } from "../storage/open-storage.ts";
import { CLIENT_PATH, clientLanguage } from "./client-language.ts";
import { localData } from "./data.ts";
import { hostLinks, hostRoutes } from "./host-routes.ts";
import { introduce } from "./introduce.ts";
import { personas } from "./personas.ts";
import { startPlayground, waitUntilReachable } from "./playground.ts";
import { freePorts } from "./ports.ts";
import { hostConfig, playgroundConfig, TENANT } from "./sample-team.ts";
import { applySettings } from "./seed.ts";
import { openTokenIssuer } from "./token-issuer.ts";

export interface LocalParts {
  readonly config: LocalConfig;
  /** No history, in a folder of its own. */
  readonly isEmpty: boolean;
  /** The language of the team, its history and its people's Teams; Swedish by default. */
  readonly locale?: Locale;
  now?(): Date;
}

export interface Local {
  readonly chatUrl: string;
  readonly tabUrl: string;
  /** The data folder. */
  readonly folder: string;
  readonly logFile: string;
  readonly gnista: Gnista;
  /** Resolves when the Playground has ended, for whatever reason. */
  readonly chatEnded: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Gnista for this machine only: the composition of production, with the Playground as Teams' chat, a page that
 * replaces Teams around the tab, and a token issuer instead of Entra ID. Resolves when both addresses answer. On a
 * failure it stops everything that it has started.
 *
 * @throws Error in plain words: a port in use, data in use, a Playground that does not start
 */
export async function startLocal({
  config,
  isEmpty,
  locale = "sv",
  now = () => new Date(),
}: LocalParts): Promise<Local> {
  const started = new AsyncDisposableStack();
  try {
    const local = await startAll(started, { config, isEmpty, locale, now });
    return { ...local, stop: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

async function startAll(
  started: AsyncDisposableStack,
  { config, isEmpty, locale, now }: Required<LocalParts>,
): Promise<Omit<Local, "stop">> {
  const [port = 0, playgroundPort = 0] = await freePorts([
    { port: config.port, setting: "PORT", program: "Gnista" },
    { port: config.playgroundPort, setting: "PLAYGROUND_PORT", program: "the Agents Playground" },
  ]);
  const dataFolder = resolve(config.dataFolder);
  const folder = join(dataFolder, `${isEmpty ? "empty" : "sample"}${locale === "sv" ? "" : `-${locale}`}`);
  const logFile = join(dataFolder, "gnista.log");
  const log = await fileLog(started, logFile, config.logLevel);
  const { isNew } = await localData({ folder, isEmpty, locale, now: now(), log });
  const { store, keys } = await openStorage({ dataFolder: folder }, { log, now });
  started.defer(() => store.close());

  const tabFolder = join(dataFolder, "tab");
  const gnistaUrl = `http://127.0.0.1:${port}`;
  const messagesUrl = `${gnistaUrl}${CLIENT_PATH}`;
  const [built, played] = await Promise.allSettled([
    buildTab({ withHost: true, outDir: tabFolder }),
    startPlayground({ port: playgroundPort, messagesUrl, config: playgroundConfig(locale), folder: dataFolder }),
  ]);
  const playground = valueOrThrow(played);
  started.defer(playground.stop);
  valueOrThrow(built);

  const issuer = await openTokenIssuer({ tenantId: TENANT, now });
  const pageConfig = async () => {
    const services = offlineServices({ store, keys, tenantId: TENANT, now: now() });
    return hostConfig({ playgroundUrl: playground.url, locale, personas: await personas(services) });
  };
  const gnista = await startGnista({
    store,
    keys,
    log,
    identity: "unsigned",
    tokens: issuer.rules,
    links: hostLinks(gnistaUrl),
    port,
    host: "127.0.0.1",
    dialogsStayOpen: true,
    cardsStandAlone: true,
    // The scheduler starts below, once posts can be delivered.
    runsByItself: false,
    pages(app) {
      app.use(clientLanguage(locale, `${gnistaUrl}/api/messages`));
      app.use(hostRoutes(pageConfig, issuer));
      servePages(app, tabFolder, { host: true });
    },
    now,
  });
  started.defer(gnista.stop);
  await introduce({ messagesUrl, playgroundUrl: playground.url });
  if (isEmpty && isNew) {
    await applySettings(gnista.jobContextFor(TENANT, "settings"), locale);
  }
  gnista.scheduler.start();
  const tabUrl = `${gnistaUrl}/host`;
  await waitUntilReachable(tabUrl);
  return { chatUrl: playground.url, tabUrl, folder, logFile, gnista, chatEnded: playground.ended };
}

/** The terminal shows the addresses; the log goes to a file. */
async function fileLog(started: AsyncDisposableStack, file: string, level: string) {
  await mkdir(resolve(file, ".."), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(file, { flags: "a" });
  started.defer(async () => {
    stream.end();
    await finished(stream);
  });
  return openLog({ level, write: (line) => void stream.write(line) });
}

function valueOrThrow<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === "rejected") {
    throw outcome.reason;
  }
  return outcome.value;
}
