import { fakeTeams } from "../../support/fake-teams.ts";
import { CHAT, roster } from "../people.ts";
import { announcePort } from "./announce-port.ts";

/** Teams' connector in its own process, so that it takes no time from any measured server. */
const teams = await fakeTeams(() => performance.now());
teams.room(CHAT, roster);
for (const { id, ...member } of roster) {
  teams.room(`a:${id.slice("29:".length)}`, [{ id, ...member }]);
}
setInterval(() => teams.clear(), 1000);
announcePort(0, { serviceUrl: teams.serviceUrl });
