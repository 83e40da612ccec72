import { app, authentication } from "@microsoft/teams-js";
import { sayHello } from "../hello/hello.tsx";

// What every tab with personal content does: it asks Teams who the user is, and the server for the content.
await app.initialize();
const [token, { team }] = await Promise.all([authentication.getAuthToken(), app.getContext()]);
const headers = { Authorization: `Bearer ${token}` };
await (await fetch(`/api/teams/${team?.internalId}/overview`, { headers })).json();
sayHello();
