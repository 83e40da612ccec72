import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type DocumentStore, forTenant, scanPartition } from "#bot/core/document-store.ts";
import { DUE_SHARDS } from "#bot/core/due-work.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import type { HostConfig } from "../../tab/host/config.ts";
import type { DoubleOptions } from "../support/cosmos/double.ts";
import { TENANT } from "./load.ts";

export interface SharedAddress {
  readonly endpoint: string;
  readonly key: string;
}

/** Starts a double of Cosmos DB in its own process, for several servers to share. */
export async function aDatabase(options: DoubleOptions = {}): Promise<SharedAddress> {
  const child = fork(join(import.meta.dirname, "../support/cosmos/double.child.ts"), [JSON.stringify(options)], {
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = child.stdout ? await once(child.stdout, "data") : [];
  return JSON.parse(String(line));
}

/** The personas of the stand-in host and, for a test with a browser, the built tab. */
export interface Pages {
  readonly tab?: string;
  readonly host: HostConfig;
}

export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly serviceUrl: string;
  readonly ended: Promise<unknown>;
}

/** Starts the server of `killed.child.ts`, with its clock at `at`, on its own file or on a shared database. */
export async function start(
  folder: string,
  at: number,
  serviceUrl: string,
  shared?: SharedAddress,
  pages?: Pages,
): Promise<Server> {
  const args = [folder, TENANT, new Date(at).toISOString(), JSON.stringify({ shared, pages })];
  const child = fork(join(import.meta.dirname, "killed.child.ts"), args, {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  onTestFinished(() => void child.kill("SIGKILL"));
  const [{ port }] = (await Promise.race([once(child, "message"), ended.then(died)])) as [{ port: number }];
  return { child, url: `http://127.0.0.1:${port}`, serviceUrl, ended };
}

function died(): never {
  throw new Error("the server ended by itself");
}

/** Resolves when all due work is done. */
export async function settle({ child, ended }: Server): Promise<void> {
  child.send("settle");
  await Promise.race([once(child, "message"), ended.then(died)]);
}

/** Reads what is on disk while no server has it open. */
export async function stored<T>(folder: string, read: (store: DocumentStore) => Promise<T>): Promise<T> {
  const raw = openEmbedded({ file: join(folder, "gnista.sqlite"), now: LONG_AGO });
  try {
    return await read(forTenant(raw, TENANT));
  } finally {
    await raw.close();
  }
}

/** The pending jobs and how the finished ones ended. */
export async function dueWork(folder: string) {
  const raw = openEmbedded({ file: join(folder, "gnista.sqlite"), now: LONG_AGO });
  try {
    return await dueWorkIn(raw);
  } finally {
    await raw.close();
  }
}

export async function dueWorkIn(raw: DocumentStore) {
  const pending: { due: string; id: string }[] = [];
  const finished: { outcome: string; job: string }[] = [];
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    for await (const { id, data } of scanPartition<{ outcome: string }>(raw, `due|${shard}`)) {
      if (id.startsWith("at|")) {
        pending.push({ due: id.split("|")[1] ?? "", id });
      } else {
        finished.push({ outcome: data.outcome, job: id });
      }
    }
  }
  return { pending, finished };
}

/** Long before any expiry, so that reading deletes no expired documents. */
const LONG_AGO = () => new Date(0);
