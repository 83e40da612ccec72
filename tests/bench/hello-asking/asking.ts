import { app, authentication } from "@microsoft/teams-js";
import { sayHello } from "../hello/hello.tsx";

// What any tab does that shows something of somebody's own: who is here, by Teams, and what there is, by the server.
await app.initialize();
const [token, { team }] = await Promise.all([authentication.getAuthToken(), app.getContext()]);
const headers = { Authorization: `Bearer ${token}` };
await (await fetch(`/api/teams/${team?.internalId}/overview`, { headers })).json();
sayHello();
