import { expect } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { eventId, mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { MyWords, Panels, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import type { HostConfig } from "../../tab/host/config.ts";
import { readPanel } from "../support/panel.ts";
import type { Server } from "./killable.ts";
import { CHANNEL, idOf, nameOf, send, TEAM, TENANT } from "./load.ts";

/** Starts the rounds and therefore leads them; a leader raises no hand. */
const HOST = 0;
const kinds: readonly RoundKind[] = ["speaking", "greeting", "writing"];

/** A person's last acknowledged act, and their later acts that were under way when the server died. */
interface Known {
  acknowledged: string | undefined;
  underWay: string[];
}

/** For `start`: the people whose tokens the servers issue. */
export const hostOf = (people: readonly number[]): HostConfig => ({
  tenantId: TENANT,
  team: { id: TEAM, name: "Laget", conversationId: CHANNEL, channelName: "Allmänt" },
  personas: people.map((who) => ({ id: idOf(who), name: nameOf(who) })),
});

/** Rounds in which everybody raises a hand, greets or writes, with a record of every act's outcome. */
export function someRounds(everybody: readonly number[]) {
  const known = new Map<number, Known>();
  let kind: RoundKind = "speaking";
  let roundId = "";
  let acts = 0;

  async function requestFor(at: Server, who: number, path: string) {
    const token = await (await fetch(`${at.url}/host/token?persona=${idOf(who)}`)).text();
    return {
      url: `${at.url}/api/teams/${encodeURIComponent(TEAM)}${path}`,
      headers: { authorization: `Bearer ${token}` },
    };
  }

  async function mustDo(at: Server, verb: string, data: object): Promise<void> {
    const { outcome } = await send(at, { who: HOST, verb, data: { teamId: TEAM, ...data } });
    expect([verb, outcome]).toEqual([verb, "done"]);
  }

  /** A person's next act, and what the document stores for them afterwards. */
  function actOf(toss: boolean): { readonly verb: string; readonly data: object; readonly left: string } {
    const text = `Ord nummer ${++acts}x`;
    if (kind === "speaking") {
      return { verb: toss ? roundVerbs.raise : roundVerbs.lower, data: {}, left: toss ? "up" : "down" };
    }
    return { verb: kind === "greeting" ? roundVerbs.greet : roundVerbs.write, data: { text }, left: text };
  }

  function mustBeOneOf(who: number, found: string): void {
    const { acknowledged, underWay } = known.get(who) ?? { acknowledged: undefined, underWay: [] };
    const none = kind === "speaking" ? "down" : "";
    expect([acknowledged ?? none, ...underWay], `${kind} of ${nameOf(who)}`).toContain(found);
  }

  return {
    /** Opens everybody's panel. No panel is ever closed: the server that holds it dies. */
    async opens(at: Server): Promise<void> {
      const panels = await Promise.all(
        everybody.map(async (who) => {
          const { url, headers } = await requestFor(at, who, "/rounds/live");
          return readPanel(url, headers);
        }),
      );
      await Promise.all(panels.map((panel) => panel.until(({ here }) => here === everybody.length)));
    },

    /** Ends the running round and starts the nth. */
    async begins(at: Server, nth: number, now: Date): Promise<void> {
      await this.ends(at);
      const nonce = mintIdempotencyToken(now);
      kind = kinds[nth % kinds.length] ?? "speaking";
      roundId = eventId("rounds", idOf(HOST), nonce);
      await mustDo(at, roundVerbs.start, { nonce, kind });
    },

    async ends(at: Server): Promise<void> {
      if (roundId !== "") {
        await mustDo(at, roundVerbs.close, { roundId });
      }
      roundId = "";
      known.clear();
    },

    /** The leader does not act. */
    async acts(at: Server, who: number, toss: boolean): Promise<void> {
      if (who === HOST) {
        return;
      }
      const { verb, data, left } = actOf(toss);
      const { outcome } = await send(at, { who, verb, data: { teamId: TEAM, roundId, ...data } });
      const before = known.get(who) ?? { acknowledged: undefined, underWay: [] };
      if (outcome === "unanswered") {
        known.set(who, { ...before, underWay: [...before.underWay, left] });
        return;
      }
      expect(outcome).toBe("done");
      known.set(who, { acknowledged: left, underWay: [] });
    },

    /** Checks hands and greetings on the disk of a server that has died. */
    async areStored(store: DocumentStore): Promise<void> {
      const { round } = Panels.parse((await store.get(`round|${TEAM}`, "round"))?.data);
      expect(round).toMatchObject({ id: roundId, kind });
      for (const who of everybody.filter((one) => one !== HOST && idOf(one) !== round?.speakerId)) {
        if (kind === "speaking") {
          mustBeOneOf(who, round?.hands.includes(idOf(who)) ? "up" : "down");
        } else if (kind === "greeting") {
          mustBeOneOf(who, round?.greetings.find(({ id }) => id === idOf(who))?.text ?? "");
        }
      }
    },

    /** Checks written words as the next server shows them to their writers. */
    async areReadable(at: Server): Promise<void> {
      for (const who of kind === "writing" ? everybody : []) {
        const { url, headers } = await requestFor(at, who, "/rounds/mine");
        mustBeOneOf(who, MyWords.parse(await (await fetch(url, { headers })).json()).text ?? "");
      }
    },

    /** How many people have an acknowledged act in the current round. */
    count: () => [...known.values()].filter(({ acknowledged }) => acknowledged !== undefined).length,
  };
}
