import { access, mkdir, rename, rm } from "node:fs/promises";
import type { Locale } from "../core/context.ts";
import type { Log } from "../core/log.ts";
import { openStorage } from "../storage/open-storage.ts";
import { seed } from "./seed.ts";

/**
 * Creates and fills the data folder of a local run on the first start.
 *
 * The folder is filled under another name and then renamed, so that a start that is killed half-way leaves no
 * incomplete history.
 */
export async function localData(parts: {
  readonly folder: string;
  /** Without history. */
  readonly isEmpty: boolean;
  readonly locale: Locale;
  readonly now: Date;
  readonly log: Log;
}): Promise<{ readonly isNew: boolean }> {
  const { folder, isEmpty, locale, now, log } = parts;
  if (await exists(folder)) {
    return { isNew: false };
  }
  const draft = `${folder}-draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const { store, keys } = await openStorage({ dataFolder: draft }, { log });
  try {
    if (!isEmpty) {
      await seed({ store, keys, log, now, locale });
    }
  } finally {
    await store.close();
  }
  await rename(draft, folder);
  return { isNew: true };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
